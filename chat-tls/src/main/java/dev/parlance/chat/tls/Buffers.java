package dev.parlance.chat.tls;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;

/** Buffers that nobody uses at this moment. They are borrowed for the length of one call. */
final class Buffers {

  /** The largest record by RFC 8446 and RFC 5246, with room for what older cipher suites add. */
  static final int RECORD = 5 + (16 << 10) + 2048;

  /** Two records: fewer system calls than with one, and not much that a stuck peer holds. */
  private static final int SIZE = 2 * RECORD;

  /** As many as are likely to be in use at once: 1 MiB. */
  private static final int SPARE = 28;

  private final ArrayBlockingQueue<ByteBuffer> spare = new ArrayBlockingQueue<>(SPARE);

  ByteBuffer borrow() {
    ByteBuffer buffer = spare.poll();
    return buffer != null ? buffer : ByteBuffer.allocate(SIZE);
  }

  void giveBack(ByteBuffer buffer) {
    boolean ignored = spare.offer(buffer.clear());
  }

  /** {@return what remains of {@code source}, in memory of its own and no more than it needs} */
  static ByteBuffer copy(ByteBuffer source) {
    return ByteBuffer.allocate(source.remaining()).put(source).flip();
  }
}
