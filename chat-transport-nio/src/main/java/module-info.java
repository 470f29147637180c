/** Parlance over non-blocking channels: TCP and UDP, served by a few selector loops. */
module dev.parlance.chat.transport.nio {
  requires static transitive org.jspecify;
  requires transitive dev.parlance.chat;
  requires org.slf4j;

  exports dev.parlance.chat.transport.nio;
}
