package dev.parlance.chat.testkit;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** One direction of a stream: what was written and not yet read, write by write. */
final class Pipe {

  private final ArrayDeque<ByteBuffer> writes = new ArrayDeque<>();
  private final int capacity;
  private int size;
  private boolean ended;

  Pipe(int capacity) {
    this.capacity = capacity;
  }

  /** Takes as much of the buffers as fits, in order, as one write; {@return how much that was} */
  int write(ByteBuffer[] sources, int offset, int length) {
    ByteBuffer write = Bytes.take(sources, offset, length, capacity - size);
    int taken = write.remaining();
    if (taken > 0) {
      writes.add(write);
      size += taken;
    }
    return taken;
  }

  /** {@return the next write, or null if there is none} */
  @Nullable ByteBuffer read() {
    ByteBuffer write = writes.poll();
    if (write != null) {
      size -= write.remaining();
    }
    return write;
  }

  boolean isFull() {
    return size == capacity;
  }

  /** {@return whether a read brings something: a write, or the news that there will be no more} */
  boolean isReadable() {
    return ended || !writes.isEmpty();
  }

  /** Nothing more will be written. */
  void end() {
    ended = true;
  }
}
