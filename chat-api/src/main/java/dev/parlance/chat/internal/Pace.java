package dev.parlance.chat.internal;

import java.time.Duration;

/**
 * How fast a peer takes what it is owed, as the keeper sees it. Times are those of the keeper, in
 * nanoseconds.
 */
final class Pace {

  private static final long SPAN_NANOS = Duration.ofSeconds(1).toNanos();

  /**
   * Who is owed something for a whole second and takes less than this is slow: half a megabit a
   * second is less than a telephone's connection gives.
   */
  private static final long LEAST_BYTES = 64 << 10;

  private long seenTaken = -1;
  private long tookAt;
  private boolean owes;

  /** Of the current span: when it began, what had been taken, and whether all of it was owed. */
  private long spanStart;

  private long takenAtStart;
  private boolean owedThroughout;

  /** Of the span before. */
  private boolean slow;

  private boolean took;

  /**
   * Notes where the cursor is; returns for how long it has owed something without being taken any.
   */
  long note(Cursor cursor, long now) {
    long taken = cursor.taken();
    owes = cursor.owes();
    owedThroughout &= owes;
    if (seenTaken < 0) {
      begin(taken, now);
    } else if (now - spanStart >= SPAN_NANOS) {
      slow = owedThroughout && taken - takenAtStart < LEAST_BYTES;
      took = taken > takenAtStart;
      begin(taken, now);
    }
    if (taken != seenTaken || !owes) {
      seenTaken = taken;
      tookAt = now;
    }
    return now - tookAt;
  }

  private void begin(long taken, long now) {
    spanStart = now;
    takenAtStart = taken;
    owedThroughout = owes;
  }

  /** Whether it has been owed something for a whole second, and took little of it. */
  boolean isSlow() {
    return slow;
  }

  /**
   * Whether the peer's place says something of how the room is doing: it reads, as far as is known.
   * Not so who is slow, nor who is never owed anything, as it only talks.
   */
  boolean counts() {
    return !slow && (owes || took || seenTaken > takenAtStart);
  }
}
