package dev.parlance.chat.engine;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where one member's output differs from its dialect's tape, in order: the range {@code [from, to)}
 * is left out, and {@code bytes}, if any, stand in its place. An entry of one's own is a cut
 * without bytes; an answer to this member alone is bytes that replace nothing.
 *
 * <p>Not safe for use by several threads: a {@link Cursor} guards it.
 */
final class Cuts {

  /** No cuts, and none may be added. */
  static final Cuts NONE = new Cuts();

  private static final int LEAST = 2;

  private long[] from = new long[LEAST];
  private long[] to = new long[LEAST];
  private @Nullable ByteBuffer[] bytes = new ByteBuffer[LEAST];
  private int first;
  private int count;

  /** Whether there have been more than a few. */
  boolean isGrown() {
    return from.length > 8 * LEAST;
  }

  boolean isEmpty() {
    return count == 0;
  }

  int count() {
    return count;
  }

  void add(long start, long end, @Nullable ByteBuffer replacement) {
    if (count > 0 && replacement == null) {
      int last = slot(count - 1);
      if (bytes[last] == null && to[last] == start) {
        to[last] = end;
        return;
      }
    }
    if (count == from.length) {
      grow();
    }
    int free = slot(count++);
    from[free] = start;
    to[free] = end;
    bytes[free] = replacement;
  }

  long from(int index) {
    return from[slot(index)];
  }

  long to(int index) {
    return to[slot(index)];
  }

  @Nullable ByteBuffer bytes(int index) {
    return bytes[slot(index)];
  }

  void removeFirst() {
    bytes[first] = null;
    first = slot(1);
    count--;
  }

  private int slot(int index) {
    return (first + index) & (from.length - 1);
  }

  private void grow() {
    int capacity = from.length;
    long[] newFrom = new long[2 * capacity];
    long[] newTo = new long[2 * capacity];
    @Nullable ByteBuffer[] newBytes = Arrays.copyOf(bytes, 2 * capacity);
    for (int i = 0; i < count; i++) {
      newFrom[i] = from[slot(i)];
      newTo[i] = to[slot(i)];
      newBytes[i] = bytes[slot(i)];
    }
    from = newFrom;
    to = newTo;
    bytes = newBytes;
    first = 0;
  }
}
