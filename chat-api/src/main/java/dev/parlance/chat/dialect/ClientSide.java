package dev.parlance.chat.dialect;

import java.nio.ByteBuffer;

/**
 * The client's half of a conversation with a server: turns what the server sends into events for
 * the {@link Host}, and what the application says into bytes. Called by one thread at a time.
 */
public interface ClientSide {

  /** {@return how to split what the server sends} */
  Framing framing();

  /** The connection stands (datagrams: the address is known). Nothing unless overridden. */
  default void opened(Host host) {}

  /**
   * The server sent a frame.
   *
   * @param frame from position to limit; only valid during the call, and free to be consumed
   */
  void received(ByteBuffer frame, Host host);

  /**
   * The server's input ended in good order. Nothing unless overridden.
   *
   * @param rest what came after the last complete frame, perhaps nothing
   */
  default void ended(ByteBuffer rest, Host host) {}

  /**
   * Encodes a message to say. Only called after the name was accepted.
   *
   * @param text valid UTF-8 without line breaks and control characters except the tabulator
   * @throws IllegalArgumentException if the dialect has no form for this text
   */
  void say(ByteBuffer text, Wire out);

  /**
   * Encodes a command as a person would type it, "/who" say, where the dialect has commands. None
   * unless overridden.
   *
   * @return whether it has
   */
  default boolean command(String command, Wire out) {
    return false;
  }

  /** Encodes the leaving, where the dialect has a form for it; the connection ends afterwards. */
  default void leave(Wire out) {}
}
