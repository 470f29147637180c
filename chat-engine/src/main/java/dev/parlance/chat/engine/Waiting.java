package dev.parlance.chat.engine;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Bounded waits that an interrupt does not cut short: who waits here does so to end something in
 * good order. The interrupt is there again afterwards.
 */
final class Waiting {

  private Waiting() {}

  private interface Wait {
    boolean forNanos(long nanos) throws InterruptedException;
  }

  /** Waits until the latch is at zero; returns whether it was in time. */
  static boolean await(CountDownLatch latch, Duration atMost) {
    return uninterrupted(nanos -> latch.await(nanos, TimeUnit.NANOSECONDS), atMost);
  }

  /** Waits until the latch is at zero, which something that is bounded itself brings about. */
  static void await(CountDownLatch latch) {
    boolean unused = await(latch, Duration.ofNanos(Long.MAX_VALUE / 2));
  }

  /** Waits until a thread has ended. */
  static void join(Thread thread, Duration atMost) {
    boolean unused =
        uninterrupted(
            nanos -> {
              TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, nanos));
              return !thread.isAlive();
            },
            atMost);
  }

  private static boolean uninterrupted(Wait wait, Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return wait.forNanos(deadline - System.nanoTime());
        } catch (InterruptedException again) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
