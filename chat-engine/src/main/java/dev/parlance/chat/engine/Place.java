package dev.parlance.chat.engine;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The chunk of a {@link Tape} in which a reader stands. It only moves forward, and finds out if the
 * chunk has left the tape meanwhile.
 */
final class Place {

  private @Nullable Chunk chunk;
  private long base;

  void set(Chunk in, long itsBase) {
    chunk = in;
    base = itsBase;
  }

  void set(Place other) {
    chunk = other.chunk;
    base = other.base;
  }

  Chunk chunk() {
    return Objects.requireNonNull(chunk);
  }

  /** Where the chunk begins. */
  long base() {
    return base;
  }

  /** Moves to the chunk that holds {@code at}, and lends a view of it: all of its memory. */
  ByteBuffer borrow(long at) throws FellBehindException {
    while (true) {
      Chunk current = chunk();
      ByteBuffer view = current.borrow(base);
      if (view == null) {
        throw new FellBehindException();
      }
      long end = current.end();
      if (at < end) {
        return view.clear();
      }
      chunk = current.next();
      base = end;
      current.giveBack(view);
    }
  }

  /** Lends {@code [from, limit)}, or what the chunk that holds {@code from} has of it. */
  ByteBuffer borrow(long from, long limit) throws FellBehindException {
    ByteBuffer view = borrow(from);
    long end = Math.min(limit, chunk().end());
    return view.limit((int) (end - base)).position((int) (from - base));
  }

  /** Moves to the chunk that holds {@code at}, and so off those that may be used again soon. */
  void moveTo(long at) throws FellBehindException {
    ByteBuffer view = borrow(at);
    chunk().giveBack(view);
  }
}
