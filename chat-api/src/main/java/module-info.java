/** Parlance: an embeddable chat server and client with pluggable dialects and transports. */
@SuppressWarnings("module") // The engine is compiled later.
module dev.parlance.chat {
  requires static transitive org.jspecify;

  exports dev.parlance.chat;
  exports dev.parlance.chat.dialect;
  exports dev.parlance.chat.spi;
  exports dev.parlance.chat.internal to
      dev.parlance.chat.engine;

  uses dev.parlance.chat.internal.Engine;
}
