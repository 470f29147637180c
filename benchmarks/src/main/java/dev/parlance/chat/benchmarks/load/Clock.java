package dev.parlance.chat.benchmarks.load;

/** Nanoseconds since the generator began, small enough to travel in a {@link Payload}. */
final class Clock {

  private final long start = System.nanoTime();

  long now() {
    return System.nanoTime() - start;
  }
}
