package dev.parlance.chat.engine;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a {@link Tape}: direct memory that is written once, read by any number of threads,
 * and used again once the tape has moved on and nobody reads it any more.
 *
 * <p>Bytes below the tape's head never change while the chunk is lent, so readers need the monitor
 * only to borrow and give back a view.
 */
final class Chunk {

  /** The base of a chunk that is not part of a tape. */
  private static final long RETIRED = -1;

  /** As many as one gathering write takes. */
  private static final int SPARE_VIEWS = 64;

  private final ByteBuffer memory;
  private final @Nullable ByteBuffer[] spares = new ByteBuffer[SPARE_VIEWS];
  private int spareCount;
  private int readers;
  private long base = RETIRED;

  /** Where the next chunk begins; {@link Long#MAX_VALUE} while this is the last. */
  private volatile long end = Long.MAX_VALUE;

  private volatile @Nullable Chunk next;

  Chunk(int capacity) {
    memory = ByteBuffer.allocateDirect(capacity);
  }

  /** Becomes part of a tape, from position {@code start} on. */
  synchronized void begin(long start) {
    memory.clear();
    end = Long.MAX_VALUE;
    next = null;
    base = start;
  }

  /** The memory as its one writer, who holds the room's lock, sees it. */
  ByteBuffer writable() {
    return memory;
  }

  /** Links the chunk that follows, which begins at {@code at}. */
  void seal(long at, Chunk following) {
    next = following;
    end = at;
  }

  long end() {
    return end;
  }

  @Nullable Chunk next() {
    return next;
  }

  /** Lends a view of the memory, or null when this chunk is no longer the one that began there. */
  synchronized @Nullable ByteBuffer borrow(long expectedBase) {
    if (base != expectedBase) {
      return null;
    }
    readers++;
    ByteBuffer spare = spareCount > 0 ? spares[--spareCount] : null;
    return spare != null ? spare : memory.duplicate();
  }

  /** Takes back a view that was lent. */
  synchronized void giveBack(ByteBuffer view) {
    readers--;
    if (spareCount < SPARE_VIEWS) {
      spares[spareCount++] = view;
    }
  }

  /** Leaves the tape. Returns whether it can be used again: nobody is reading it. */
  synchronized boolean retire() {
    base = RETIRED;
    return readers == 0;
  }
}
