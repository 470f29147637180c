package dev.parlance.chat.internal;

import java.time.Duration;

/**
 * How fast a peer takes what it is owed, as the keeper sees it. Times are those of the keeper, in
 * nanoseconds.
 */
final class Pace {

  private static final long SPAN_NANOS = Duration.ofSeconds(1).toNanos();

  /**
   * Who takes less than this in a second, in a room that is full, is slow: half a megabit a second
   * is less than a telephone's connection gives.
   */
  private static final long LEAST_BYTES = 64 << 10;

  private long seenTaken = -1;
  private long tookAt;
  private long spanStart;
  private long takenAtStart;
  private boolean keeps;

  /**
   * Notes where the cursor is; returns for how long it has owed something without being taken any.
   */
  long note(Cursor cursor, long now) {
    long taken = cursor.taken();
    if (seenTaken < 0) {
      spanStart = now;
    }
    if (taken != seenTaken || !cursor.owes()) {
      seenTaken = taken;
      tookAt = now;
    }
    if (now - spanStart >= SPAN_NANOS) {
      keeps = taken - takenAtStart >= LEAST_BYTES;
      spanStart = now;
      takenAtStart = taken;
    } else {
      keeps |= taken - takenAtStart >= LEAST_BYTES;
    }
    return now - tookAt;
  }

  /** Whether the peer has lately taken as much as one that reads does in a busy room. */
  boolean keeps() {
    return keeps;
  }
}
