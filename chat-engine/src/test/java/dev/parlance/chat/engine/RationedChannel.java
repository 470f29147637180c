package dev.parlance.chat.engine;

import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;

/** Takes as many bytes as it is given rations for, and throws them away. */
final class RationedChannel implements GatheringByteChannel {

  private long left;

  void ration(long bytes) {
    left = bytes;
  }

  @Override
  public int write(ByteBuffer buffer) {
    int taken = (int) Math.min(left, buffer.remaining());
    buffer.position(buffer.position() + taken);
    left -= taken;
    return taken;
  }

  @Override
  public long write(ByteBuffer[] buffers, int offset, int length) {
    long taken = 0;
    for (int i = offset; i < offset + length; i++) {
      taken += write(buffers[i]);
    }
    return taken;
  }

  @Override
  public long write(ByteBuffer[] buffers) {
    return write(buffers, 0, buffers.length);
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {}
}
