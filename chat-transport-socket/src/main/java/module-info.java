/** Parlance over blocking sockets: a virtual thread per connection on Java 21 and later. */
module dev.parlance.chat.transport.socket {
  requires transitive dev.parlance.chat;
  requires static transitive org.jspecify;
  requires dev.parlance.chat.engine; // finds nothing in it, but brings it along
  requires org.slf4j;

  exports dev.parlance.chat.transport.socket;
}
