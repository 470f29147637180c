package dev.parlance.chat.examples.life;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what comes about on other threads. */
final class Patience {

  private static final long NANOS = TimeUnit.SECONDS.toNanos(30);

  private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(5);

  private Patience() {}

  /** Returns when the fact holds; fails saying {@code otherwise} if it does not come about. */
  static void await(BooleanSupplier fact, Supplier<String> otherwise) {
    long deadline = System.nanoTime() + NANOS;
    while (!fact.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, otherwise);
      LockSupport.parkNanos(BETWEEN_LOOKS);
    }
  }
}
