package dev.parlance.chat.dialect;

import java.nio.ByteBuffer;

/**
 * The server's half of a conversation with one peer: turns what the peer sends into requests to its
 * {@link Guest}. Called by one thread at a time.
 */
public interface ServerSide {

  /**
   * The peer connected (datagrams: its first one arrived and follows). Nothing unless overridden.
   */
  default void opened(Guest guest) {}

  /**
   * The peer sent a frame. Not called again before a request to join has been decided, nor after
   * one to leave.
   *
   * @param frame from position to limit, not longer than the limit on lines; only valid during the
   *     call, and free to be consumed
   */
  void received(ByteBuffer frame, Guest guest);

  /**
   * The peer has been silent for a moment (some tenths of a second) in the middle of a frame.
   * Returns false unless overridden: the frame goes on when the peer does.
   *
   * @param rest what has come of the frame
   * @return whether the rest has been taken for a frame of its own, and is done with
   */
  default boolean quiet(ByteBuffer rest, Guest guest) {
    return false;
  }

  /**
   * The peer's input ended in good order. Whatever is done here, the peer leaves afterwards.
   * Nothing unless overridden: a frame that was never finished is dropped.
   *
   * @param rest what came after the last complete frame, perhaps nothing
   */
  default void ended(ByteBuffer rest, Guest guest) {}
}
