/** Parlance: an embeddable chat server and client with pluggable dialects and transports. */
module dev.parlance.chat {
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports dev.parlance.chat;
  exports dev.parlance.chat.dialect;
  exports dev.parlance.chat.spi;
}
