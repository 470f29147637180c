package dev.parlance.chat.testkit;

import java.nio.ByteBuffer;

/** Copies out of the buffers of a gathering write. */
final class Bytes {

  private Bytes() {}

  /** {@return how much the buffers hold} */
  static long remaining(ByteBuffer[] sources, int offset, int length) {
    long sum = 0;
    for (int i = offset; i < offset + length; i++) {
      sum += sources[i].remaining();
    }
    return sum;
  }

  /** Consumes at most {@code most} bytes of the buffers, in order; {@return a copy of them} */
  static ByteBuffer take(ByteBuffer[] sources, int offset, int length, int most) {
    int size = (int) Math.min(most, remaining(sources, offset, length));
    ByteBuffer copy = ByteBuffer.allocate(size);
    for (int i = offset; copy.hasRemaining(); i++) {
      ByteBuffer source = sources[i];
      int part = Math.min(copy.remaining(), source.remaining());
      copy.put(source.slice(source.position(), part));
      source.position(source.position() + part);
    }
    return copy.flip();
  }
}
