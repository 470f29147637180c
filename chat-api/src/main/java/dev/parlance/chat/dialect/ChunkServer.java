package dev.parlance.chat.dialect;

import java.nio.ByteBuffer;

/**
 * The server's half where a frame is a message and the first one is the name. Line breaks inside a
 * frame separate messages: a text cannot begin a line of its own.
 */
final class ChunkServer implements ServerSide {

  private final String sentinel;

  /** A frame equal to {@code sentinel} leaves; none does if it is empty. */
  ChunkServer(String sentinel) {
    this.sentinel = sentinel;
  }

  @Override
  public void received(ByteBuffer frame, Guest guest) {
    ByteBuffer message = Texts.withoutLineBreak(frame);
    if (!sentinel.isEmpty() && Texts.is(message, sentinel)) {
      guest.leave();
    } else if (guest.user() == null) {
      guest.join(message);
    } else {
      sayLines(message, guest);
    }
  }

  private static void sayLines(ByteBuffer message, Guest guest) {
    int limit = message.limit();
    do {
      int next = Texts.nextLine(message);
      guest.say(message);
      message.limit(limit).position(next);
    } while (message.hasRemaining());
  }
}
