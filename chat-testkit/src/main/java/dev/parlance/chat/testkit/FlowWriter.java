package dev.parlance.chat.testkit;

import dev.parlance.chat.spi.Peer.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Writes the beginning of the {@link Flow}, in gathered pieces of random but repeatable size. After
 * some pieces it lets others have a turn.
 */
final class FlowWriter implements RecordingPeer.Output {

  /** More than all buffers of a system hold; who takes as much keeps it itself, without bound. */
  static final long UNREASONABLE = 64L << 20;

  private static final int LONGEST = 20_000;
  private static final int PIECES_IN_A_TURN = 16;

  /** How long there must be no progress for a writer to count as stalled. */
  private static final long STALL_NANOS = 250_000_000;

  private final Random random;
  private final Progress atTheEnd;
  private ByteBuffer[] pieces = {};
  private volatile long limit;
  private volatile long written;
  private long latest;

  FlowWriter(long seed, long limit, Progress atTheEnd) {
    this.random = new Random(seed);
    this.limit = limit;
    this.atTheEnd = atTheEnd;
  }

  /** A writer that goes on until somebody is {@link #stopSoon told} to stop. */
  static FlowWriter endless(long seed) {
    return new FlowWriter(seed, UNREASONABLE, Progress.IDLE);
  }

  @Override
  public Progress pull(GatheringByteChannel channel) throws IOException {
    for (int i = 0; i < PIECES_IN_A_TURN; i++) {
      if (remaining() == 0) {
        pieces = pieces();
      }
      if (remaining() == 0) {
        return atTheEnd;
      }
      took(channel.write(pieces));
      if (remaining() > 0) {
        return Progress.BLOCKED;
      }
    }
    return Progress.MORE;
  }

  private long remaining() {
    return Bytes.remaining(pieces, 0, pieces.length);
  }

  /** One to three buffers, some of them empty; all of them empty at the limit alone. */
  private ByteBuffer[] pieces() {
    ByteBuffer[] next = new ByteBuffer[1 + random.nextInt(3)];
    long position = written;
    for (int i = 0; i < next.length; i++) {
      int most = (int) Math.min(LONGEST, Math.max(0, limit - position));
      int size = i == 0 ? Math.min(most, 1 + random.nextInt(LONGEST)) : random.nextInt(most + 1);
      next[i] = ByteBuffer.allocate(size);
      while (next[i].hasRemaining()) {
        next[i].put(Flow.at(position++));
      }
      next[i].flip();
    }
    return next;
  }

  /** Owes a little more, and then nothing. */
  void stopSoon() {
    limit = Math.min(UNREASONABLE, written + 100_000);
  }

  boolean isFinished() {
    return written >= limit;
  }

  long written() {
    return written;
  }

  private synchronized void took(long bytes) {
    if (bytes > 0) {
      written += bytes;
      latest = System.nanoTime();
      notifyAll();
    }
  }

  /**
   * Waits until nothing has been taken for a while. This sets a scene and proves nothing: on a slow
   * machine the writer may yet go on, and what the test then tries holds all the same.
   */
  synchronized void awaitStall() throws InterruptedException {
    long deadline = System.nanoTime() + CallLog.PATIENCE.toNanos();
    for (long left = STALL_NANOS; left > 0; left = latest + STALL_NANOS - System.nanoTime()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("Never stalled; " + written + " bytes were taken");
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
      latest = written == 0 ? System.nanoTime() : latest;
    }
  }
}
