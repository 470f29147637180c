package dev.parlance.chat.benchmarks.load;

import java.io.IOException;

/** Decides when talkers talk. */
interface Pace {

  /** Sends what is due. */
  void turn(long now) throws IOException;

  /** {@return how long nothing is due unless something arrives, in nanoseconds} */
  long idleNanos(long now);

  /** A member has a message. Nothing unless overridden. */
  default void heard(Member receiver, long meant, long now) {}
}
