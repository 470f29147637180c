/** Parlance over non-blocking channels: TCP and UDP, served by a few selector loops. */
module dev.parlance.chat.transport.nio {
  requires static transitive org.jspecify;
  requires transitive dev.parlance.chat;
  requires dev.parlance.chat.engine; // finds nothing in it, but brings it along
  requires org.slf4j;

  exports dev.parlance.chat.transport.nio;
}
