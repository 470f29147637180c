package dev.parlance.chat.transport.nio;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * How long to wait. The waiting goes on when the thread is interrupted, because what was asked for
 * has to be done all the same; the thread is interrupted again afterwards.
 */
final class Deadline {

  private final long due;

  private Deadline(long nanos) {
    due = System.nanoTime() + nanos;
  }

  static Deadline in(Duration time) {
    return new Deadline(time.toNanos());
  }

  static Deadline never() {
    return new Deadline(Long.MAX_VALUE / 2);
  }

  /** Waits on {@code monitor}, which the caller holds. */
  void await(Object monitor, BooleanSupplier done) {
    wait(() -> !done.getAsBoolean(), nanos -> TimeUnit.NANOSECONDS.timedWait(monitor, nanos));
  }

  void join(Thread thread) {
    wait(thread::isAlive, nanos -> TimeUnit.NANOSECONDS.timedJoin(thread, nanos));
  }

  private interface Pause {
    void take(long nanos) throws InterruptedException;
  }

  private void wait(BooleanSupplier needed, Pause pause) {
    boolean interrupted = false;
    while (needed.getAsBoolean() && due - System.nanoTime() > 0) {
      try {
        pause.take(due - System.nanoTime());
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
