/** Binds a chat server's numbers to Micrometer. */
module dev.parlance.chat.micrometer {
  requires static transitive org.jspecify;
  requires transitive dev.parlance.chat;
  requires transitive micrometer.core;

  exports dev.parlance.chat.micrometer;
}
