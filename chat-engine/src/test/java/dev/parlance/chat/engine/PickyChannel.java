package dev.parlance.chat.engine;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Takes as much of each write as it likes, and remembers the writes. */
final class PickyChannel implements GatheringByteChannel {

  private final Random random;
  private final int most;
  private final ByteArrayOutputStream all = new ByteArrayOutputStream();
  private final List<byte[]> writes = new ArrayList<>();
  private Runnable before = () -> {};

  /** Takes everything. */
  PickyChannel() {
    this(new Random(1), Integer.MAX_VALUE);
  }

  /** Takes between nothing and {@code most} bytes of a write. */
  PickyChannel(Random random, int most) {
    this.random = random;
    this.most = most;
  }

  void beforeEachWrite(Runnable action) {
    before = action;
  }

  @Override
  public long write(ByteBuffer[] buffers, int offset, int length) {
    before.run();
    int allowed = most == Integer.MAX_VALUE ? most : random.nextInt(most + 1);
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    for (int i = offset; i < offset + length; i++) {
      while (buffers[i].hasRemaining() && taken.size() < allowed) {
        taken.write(buffers[i].get());
      }
    }
    if (taken.size() > 0) {
      writes.add(taken.toByteArray());
    }
    all.writeBytes(taken.toByteArray());
    return taken.size();
  }

  @Override
  public long write(ByteBuffer[] buffers) {
    return write(buffers, 0, buffers.length);
  }

  @Override
  public int write(ByteBuffer buffer) {
    return (int) write(new ByteBuffer[] {buffer}, 0, 1);
  }

  byte[] bytes() {
    return all.toByteArray();
  }

  List<byte[]> writes() {
    return writes;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {}
}
