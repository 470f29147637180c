package dev.parlance.chat.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.GatheringByteChannel;
import java.util.Objects;

/** Where a peer writes to, as long as its link lives. */
final class MemoryChannel implements GatheringByteChannel {

  /** Takes what fits. */
  @FunctionalInterface
  interface Sink {
    int take(ByteBuffer[] sources, int offset, int length) throws IOException;
  }

  private final MemoryLink link;
  private final Sink sink;

  MemoryChannel(MemoryLink link, Sink sink) {
    this.link = link;
    this.sink = sink;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return (int) write(new ByteBuffer[] {source}, 0, 1);
  }

  @Override
  public long write(ByteBuffer[] sources) throws IOException {
    return write(sources, 0, sources.length);
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, sources.length);
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
    return sink.take(sources, offset, length);
  }

  @Override
  public boolean isOpen() {
    return !link.isEnding();
  }

  @Override
  public void close() {
    link.abort();
  }
}
