package dev.parlance.chat.engine;

import dev.parlance.chat.dialect.Wire;
import dev.parlance.chat.spi.Peer.Progress;
import java.io.IOException;
import java.nio.channels.GatheringByteChannel;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** What a client has to send. Whoever adds to it waits while the server does not take enough. */
final class Outbox {

  /** What may wait to be sent before a sender waits: a good deal more than people type ahead. */
  private static final int MOST_UNSENT = 1 << 20;

  private final Cursor cursor;
  private final BooleanSupplier open;

  /** Guards {@link #composed} and who encodes; its condition is that there is room for more. */
  private final ReentrantLock sending = new ReentrantLock();

  private final Condition room = sending.newCondition();
  private final Wire composed = new Wire();

  /** Senders that are in the middle of waiting or asking; changed under the lock, read without. */
  private final AtomicInteger waiters = new AtomicInteger();

  /**
   * @param whole whether each message has to leave in a write of its own
   * @param open whether messages can be sent; when that changes, {@link #stir} is called
   */
  Outbox(boolean whole, BooleanSupplier open) {
    this.cursor = new Cursor(whole);
    this.open = open;
  }

  /**
   * Adds what {@code encoding} composes, and returns what that returned; waits before while too
   * much is unsent.
   *
   * @throws ClosedException if nothing can be sent any more
   */
  boolean add(Function<Wire, Boolean> encoding) throws ClosedException {
    sending.lock();
    try {
      awaitRoom();
      composed.clear();
      boolean encoded = encoding.apply(composed);
      cursor.insert(composed);
      return encoded;
    } finally {
      sending.unlock();
    }
  }

  private void awaitRoom() throws ClosedException {
    waiters.incrementAndGet();
    while (open.getAsBoolean() && cursor.privateBytes() > MOST_UNSENT) {
      room.awaitUninterruptibly();
    }
    waiters.decrementAndGet();
    if (!open.getAsBoolean()) {
      throw new ClosedException();
    }
  }

  /** Adds a reply of the dialect's, which never waits. */
  void reply(Wire written) {
    cursor.insert(written);
  }

  /** Runs {@code change} while nobody adds anything, and has those who wait look again. */
  void stir(Runnable change) {
    sending.lock();
    try {
      change.run();
      room.signalAll();
    } finally {
      sending.unlock();
    }
  }

  /** How many bytes the transport has taken. */
  long written() {
    return cursor.taken();
  }

  /** How many bytes wait to be sent. */
  long unwritten() {
    return cursor.owed() - cursor.taken();
  }

  /** Adds nothing after what {@code farewell} composes. */
  void end(Function<Wire, Boolean> farewell) {
    stir(
        () -> {
          composed.clear();
          if (farewell.apply(composed)) {
            cursor.insert(composed);
          }
          cursor.end();
        });
  }

  Progress pull(GatheringByteChannel channel) throws IOException {
    try {
      Progress progress = cursor.pull(channel);
      if (waiters.get() > 0) {
        stir(() -> {});
      }
      return progress;
    } catch (FellBehindException impossible) {
      throw new IllegalStateException("a cursor without a tape fell behind", impossible);
    }
  }

  /** Nothing can be sent any more. */
  static final class ClosedException extends Exception {

    private static final long serialVersionUID = 1L;

    private ClosedException() {
      super(null, null, false, false);
    }
  }
}
