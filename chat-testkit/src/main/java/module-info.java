/** Parlance for tests: an in-memory transport, and the contract that every transport keeps. */
module dev.parlance.chat.testkit {
  requires transitive dev.parlance.chat;
  requires transitive org.junit.jupiter.api;
  requires static transitive org.jspecify;
  requires dev.parlance.chat.engine; // finds nothing in it, but brings it along
  requires org.slf4j;

  exports dev.parlance.chat.testkit;
  exports dev.parlance.chat.testkit.fault;
  exports dev.parlance.chat.testkit.history;

  // JUnit calls the facts, which are nobody else's business.
  opens dev.parlance.chat.testkit to
      org.junit.platform.commons;
}
