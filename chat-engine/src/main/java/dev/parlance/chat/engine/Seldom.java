package dev.parlance.chat.engine;

import java.time.Duration;
import java.util.function.LongConsumer;

/**
 * Keeps what peers can make happen from filling the log: tells of it at once, and then every ten
 * seconds at most, how often it has happened since.
 */
final class Seldom {

  private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

  private long count;
  private long toldAt;
  private boolean told;

  /** It has happened: {@code log} is called, or not, with how often it has since the last call. */
  void tell(LongConsumer log) {
    long since = toTell();
    if (since > 0) {
      Quietly.log(() -> log.accept(since));
    }
  }

  private synchronized long toTell() {
    count++;
    long now = System.nanoTime();
    if (told && now - toldAt < PAUSE_NANOS) {
      return 0;
    }
    told = true;
    toldAt = now;
    long since = count;
    count = 0;
    return since;
  }
}
