package dev.parlance.chat.testkit.fault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Random;

/** The bytes that are under way in one direction of a connection. For the proxy's thread alone. */
final class Flow {

  /** What is under way at most; then nothing is read until some of it has been handed over. */
  static final int CAPACITY = 64 << 10;

  /** No deadline. */
  static final long NEVER = Long.MAX_VALUE;

  /** Pieces for how long a limited lane hands over at once. */
  private static final long GRAIN_NANOS = 10_000_000;

  private static final long SECOND_NANOS = 1_000_000_000;

  /** What one read brought, from when on it may leave; the end of the input has no bytes. */
  private record Piece(ByteBuffer bytes, long due, boolean isEnd) {}

  private final Lane lane;
  private final SocketChannel from;
  private final SocketChannel to;
  private final Random random;
  private final ByteBuffer input;
  private final ArrayDeque<Piece> underWay = new ArrayDeque<>();
  private int held;
  private long lastDue;
  private long nextWrite;
  private boolean inputEnded;
  private boolean outputEnded;
  private boolean blocked;

  Flow(Lane lane, SocketChannel from, SocketChannel to, Random random, ByteBuffer input) {
    this.lane = lane;
    this.from = from;
    this.to = to;
    this.random = random;
    this.input = input;
    this.lastDue = System.nanoTime();
    this.nextWrite = lastDue;
  }

  Lane lane() {
    return lane;
  }

  boolean wantsInput() {
    return !inputEnded && !lane.isStalled() && held < CAPACITY;
  }

  /** {@return whether the other end has to take something first} */
  boolean isBlocked() {
    return blocked;
  }

  boolean hasEnded() {
    return outputEnded;
  }

  void read(long now) throws IOException {
    if (!wantsInput()) {
      return;
    }
    input.clear().limit(Math.min(input.capacity(), CAPACITY - held));
    int count = from.read(input);
    boolean lost = lane.isBlackHole() || lane.isEnded();
    if (count < 0) {
      inputEnded = true;
    }
    if (count == 0 || lost) {
      return;
    }
    ByteBuffer bytes = ByteBuffer.allocate(Math.max(0, count));
    bytes.put(input.flip()).flip();
    add(bytes, now, count < 0);
  }

  private void add(ByteBuffer bytes, long now, boolean isEnd) {
    long jitter = lane.jitterNanos();
    long extra = jitter == 0 ? 0 : (long) (random.nextDouble() * jitter);
    long due = now + lane.delayNanos() + extra;
    lastDue = due - lastDue > 0 ? due : lastDue; // nothing overtakes what went before
    underWay.add(new Piece(bytes, lastDue, isEnd));
    held += bytes.remaining();
  }

  /** Hands over what is due; {@return how long until the next turn, or {@link #NEVER}} */
  long write(long now) throws IOException {
    blocked = false;
    while (!underWay.isEmpty() && !lane.isStalled()) {
      Piece first = underWay.getFirst();
      long wait = Math.max(first.due() - now, nextWrite - now);
      if (wait > 0) {
        return wait;
      }
      boolean more = true;
      if (first.isEnd()) {
        endOutput();
      } else {
        more = hand(first.bytes(), now);
      }
      if (!first.bytes().hasRemaining()) {
        underWay.removeFirst();
      }
      if (!more) {
        return blocked ? NEVER : 0;
      }
    }
    if (lane.isEnded() && underWay.isEmpty()) {
      endOutput();
    }
    return NEVER;
  }

  /** Hands over a part; {@return whether there may be another in this turn} */
  private boolean hand(ByteBuffer bytes, long now) throws IOException {
    long rate = lane.bytesPerSecond();
    long grain = rate == Long.MAX_VALUE ? rate : Math.max(1, rate * GRAIN_NANOS / SECOND_NANOS);
    int slice = lane.sliceBytes();
    int most = (int) Math.min(bytes.remaining(), Math.min(slice, grain));
    int limit = bytes.limit();
    bytes.limit(bytes.position() + most);
    int count = to.write(bytes);
    bytes.limit(limit);
    held -= count;
    blocked = count < most;
    if (rate != Long.MAX_VALUE) {
      nextWrite = now + count * SECOND_NANOS / rate;
    }
    return !blocked && slice == Integer.MAX_VALUE;
  }

  private void endOutput() throws IOException {
    if (!outputEnded) {
      outputEnded = true;
      to.shutdownOutput();
    }
  }
}
