/** Parlance: an embeddable chat server and client with pluggable dialects and transports. */
module dev.parlance.chat {
  requires static transitive org.jspecify;
  requires static jdk.jfr; // events are recorded where it is
  requires org.slf4j;

  exports dev.parlance.chat;
  exports dev.parlance.chat.dialect;
  exports dev.parlance.chat.spi;
}
