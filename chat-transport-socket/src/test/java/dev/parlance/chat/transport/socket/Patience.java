package dev.parlance.chat.transport.socket;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for what no call tells of. The time is a guard, and decides no test that passes. */
final class Patience {

  static final Duration LIMIT = Duration.ofSeconds(20);

  private Patience() {}

  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("Waited in vain for " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** Waits until {@code thread} is waiting for something. */
  static void awaitWaiting(Thread thread) {
    await(
        thread + " to wait",
        () ->
            thread.getState() == Thread.State.WAITING
                || thread.getState() == Thread.State.TIMED_WAITING);
  }
}
