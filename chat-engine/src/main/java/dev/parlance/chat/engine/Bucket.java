package dev.parlance.chat.engine;

import dev.parlance.chat.Limits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A token bucket: how many lines a peer may send now. It begins full, each line takes a token, and
 * time brings them back. Times are of the server's ticker, in nanoseconds.
 *
 * <p>It also knows for how long lines have been waiting without a break. Only a line that came and
 * found no token makes it so; who keeps to the rate never does.
 *
 * <p>For one thread at a time.
 */
final class Bucket {

  /**
   * Lines that have to wait so soon after others had to belong to the same flood: longer than it
   * takes to be woken and to read again. Where lines are rarer, the time of two of them.
   */
  private static final long LEAST_BREAK_NANOS = Duration.ofMillis(100).toNanos();

  /** How long who waits does so at least, if that costs nothing, so that few are woken often. */
  private static final long LEAST_PAUSE_NANOS = Duration.ofMillis(5).toNanos();

  private final long interval;
  private final long depth;
  private final long patience;
  private final long aBreak;

  /** When it will be full, if nothing is taken. */
  private long fullAt;

  private long waitingSince;
  private long waitedUntil;
  private boolean waiting;

  private Bucket(Limits limits, long now) {
    interval = Duration.ofSeconds(1).toNanos() / limits.linesPerSecond();
    depth = interval * limits.burst();
    patience = limits.patience().toNanos();
    aBreak = Math.max(LEAST_BREAK_NANOS, 2 * interval);
    fullAt = now;
    waitingSince = now;
    waitedUntil = now - aBreak;
  }

  /** A full bucket, or null where lines are not limited. */
  static @Nullable Bucket of(Limits limits, long now) {
    return limits.linesPerSecond() == 0 ? null : new Bucket(limits, now);
  }

  void take(long now) {
    fullAt = interval + (fullAt - now > 0 ? fullAt : now);
  }

  /** For how long there will be no token; 0 or less if there is one. */
  long emptyFor(long now) {
    return fullAt - now - (depth - interval);
  }

  /** How long who finds it empty shall wait: until there is a token, or a few. */
  long pause(long now) {
    return Math.max(emptyFor(now), Math.min(LEAST_PAUSE_NANOS, depth - interval));
  }

  /** Says that a line has come which finds no token; returns whether that has gone on too long. */
  boolean waits(long now) {
    if (!waiting && now - waitedUntil >= aBreak) {
      waitingSince = now;
    }
    waiting = true;
    waitedUntil = now;
    return now - waitingSince > patience;
  }

  /** Says that no line that has come waits any more. */
  void served(long now) {
    if (waiting) {
      waiting = false;
      waitedUntil = now;
    }
  }
}
