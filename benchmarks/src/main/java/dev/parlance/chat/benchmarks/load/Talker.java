package dev.parlance.chat.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;

/**
 * A member that talks: what it sent, what of it has arrived everywhere, and what waits to leave.
 */
final class Talker {

  /** Messages that may be on their way, whatever the workload says; a power of two. */
  private static final int RING = 8192;

  private static final int PENDING = 256 * Payload.SENT;

  private final Member member;
  private final int owed;
  private final int[] arrivals = new int[RING];
  private final ByteBuffer pending =
      ByteBuffer.allocateDirect(PENDING).order(ByteOrder.LITTLE_ENDIAN);

  private long sent;
  private long done;

  /** A talker each of whose messages is owed to so many others. */
  Talker(Member member, int owed) {
    this.member = member;
    this.owed = owed;
  }

  long sent() {
    return sent;
  }

  /** {@return how many messages have arrived with everybody} */
  long done() {
    return done;
  }

  /** Composes a message, if there is room for it; it leaves with the next {@link #flush}. */
  boolean offer(long time) {
    if (pending.remaining() < Payload.SENT || sent - done >= RING) {
      return false;
    }
    Payload.write(pending, member.index(), sent++, time);
    return true;
  }

  /** Notes that somebody has a message; returns whether that was the last to get it. */
  boolean arrived(long sequence) {
    int slot = (int) sequence & (RING - 1);
    if (++arrivals[slot] < owed) {
      return false;
    }
    arrivals[slot] = 0;
    done = sequence + 1;
    return true;
  }

  /** Sends what waits, as far as the socket takes it now; the rest when it takes more. */
  void flush() throws IOException {
    if (pending.position() == 0 || member.isGone()) {
      return;
    }
    pending.flip();
    member.wire().write(pending);
    pending.compact();
    boolean rest = pending.position() > 0;
    member.wants(rest ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
  }
}
