package dev.parlance.chat.internal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Bounded waits that leave the caller's interrupt status as it was. */
final class Waiting {

  private Waiting() {}

  /**
   * Waits until the latch is at zero; returns whether it was in time. An interrupt ends the wait.
   */
  static boolean await(CountDownLatch latch, Duration atMost) {
    try {
      return latch.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Waits until a thread has ended. An interrupt ends the wait. */
  static void join(Thread thread, Duration atMost) {
    try {
      thread.join(Math.max(1, atMost.toMillis()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
