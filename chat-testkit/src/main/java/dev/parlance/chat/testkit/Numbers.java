package dev.parlance.chat.testkit;

import dev.parlance.chat.spi.Peer.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.util.concurrent.atomic.AtomicLong;

/** A number that grows, of which the latest state alone is owed to the other end. */
final class Numbers implements RecordingPeer.Output {

  private final AtomicLong current = new AtomicLong();
  private final ByteBuffer outgoing = ByteBuffer.allocate(Long.BYTES).limit(0);
  private long taken;
  private volatile long written;

  void next() {
    current.incrementAndGet();
  }

  /** {@return the last number that was written} */
  long written() {
    return written;
  }

  @Override
  public Progress pull(GatheringByteChannel channel) throws IOException {
    while (outgoing.hasRemaining() || taken != current.get()) {
      if (!outgoing.hasRemaining()) {
        taken = current.get();
        outgoing.clear().putLong(taken).flip();
      }
      channel.write(outgoing);
      if (outgoing.hasRemaining()) {
        return Progress.BLOCKED;
      }
      written = taken;
    }
    return Progress.IDLE;
  }
}
