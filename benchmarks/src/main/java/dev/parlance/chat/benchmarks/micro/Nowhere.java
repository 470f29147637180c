package dev.parlance.chat.benchmarks.micro;

import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;

/** A channel that takes everything and counts it. */
public final class Nowhere implements GatheringByteChannel {

  private long writes;
  private long bytes;

  /** A channel that has taken nothing yet. */
  public Nowhere() {}

  /** {@return how often it was written to} */
  public long writes() {
    return writes;
  }

  /** {@return how many bytes it took} */
  public long bytes() {
    return bytes;
  }

  @Override
  public int write(ByteBuffer source) {
    int size = source.remaining();
    source.position(source.limit());
    writes++;
    bytes += size;
    return size;
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) {
    long size = 0;
    for (int i = offset; i < offset + length; i++) {
      size += sources[i].remaining();
      sources[i].position(sources[i].limit());
    }
    writes++;
    bytes += size;
    return size;
  }

  @Override
  public long write(ByteBuffer[] sources) {
    return write(sources, 0, sources.length);
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {
    // There is nothing to close.
  }
}
