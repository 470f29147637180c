package dev.parlance.chat.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How fast a peer takes what it is owed, as the keeper sees it. Times are those of the keeper, in
 * nanoseconds, unless something else is said.
 */
final class Pace {

  private static final long SPAN_NANOS = Duration.ofSeconds(1).toNanos();

  /**
   * Who has not got to the end of a second before, and took less than this since, is slow: half a
   * megabit a second is less than a telephone's connection gives.
   */
  private static final long LEAST_BYTES = 64 << 10;

  /** How long who is not slow takes for a byte, at most. */
  private static final long NANOS_PER_BYTE = SPAN_NANOS / LEAST_BYTES;

  /** More than the operating systems of both sides hold together, as they come: 16 MiB. */
  private static final long MOST_UNREAD_NANOS = (16 << 20) * NANOS_PER_BYTE;

  private long seenTaken = -1;
  private long tookAt;
  private boolean owes;

  /** Of the current span: when it began, what had been taken, and up to where it was owed. */
  private long spanStart;

  private long takenAtStart;
  private long owedAtStart;

  /** Of the span before. */
  private boolean slow;

  private boolean took;

  /** By {@link System#nanoTime}: when it has read all, if it reads no faster than it has to. */
  private long readBy;

  /** While it is far behind the others. */
  private @Nullable Straggler straggler;

  /**
   * Notes where the cursor is; returns for how long it has owed something without being taken any.
   *
   * @param clock by {@link System#nanoTime}
   */
  long note(Cursor cursor, long now, long clock) {
    long taken = cursor.taken();
    owes = cursor.owes();
    slow &= isLate(cursor); // who has caught up is known for it at once
    if (seenTaken < 0) {
      readBy = clock;
      begin(cursor, now);
    } else if (now - spanStart >= SPAN_NANOS) {
      slow = isLate(cursor);
      took = taken > takenAtStart;
      begin(cursor, now);
    }
    suppose(taken - Math.max(0, seenTaken), clock);
    if (taken != seenTaken || !owes) {
      seenTaken = taken;
      tookAt = now;
    }
    return now - tookAt;
  }

  private void begin(Cursor cursor, long now) {
    spanStart = now;
    takenAtStart = cursor.taken();
    owedAtStart = cursor.limit();
  }

  /** Whether what it was owed when the span began has not been taken, and little of it has. */
  private boolean isLate(Cursor cursor) {
    return cursor.position() < owedAtStart && cursor.taken() - takenAtStart < LEAST_BYTES;
  }

  private void suppose(long more, long clock) {
    long due = readBy - clock > 0 ? readBy : clock;
    readBy = Math.min(due + more * NANOS_PER_BYTE, clock + MOST_UNREAD_NANOS);
  }

  /**
   * Whether the peer has read all that was written to it, for all that is known: nothing tells how
   * much the operating systems still hold, so it is supposed to read no faster than who is slow.
   *
   * @param clock by {@link System#nanoTime}
   */
  boolean hasReadAll(long clock) {
    return clock - readBy >= 0;
  }

  /** Whether what it was owed a second before is not taken yet, and little of it was. */
  boolean isSlow() {
    return slow;
  }

  /**
   * Whether the peer's place says something of how the room is doing: it reads, as far as is known.
   * Not so who is slow, nor who is never owed anything, as it only talks.
   */
  boolean counts() {
    return !slow && (owes || tookLately());
  }

  /** Whether it is slow, and yet takes something. */
  boolean crawls() {
    return slow && tookLately();
  }

  private boolean tookLately() {
    return took || seenTaken > takenAtStart;
  }

  /**
   * Whether talkers wait for it.
   *
   * @param place where it is
   * @param half where half of the members have come
   * @param distance how far behind that a straggler is
   * @param lull for how long in all half of the members had nothing to take: {@link Lull}
   */
  boolean isAwaited(long place, long half, long distance, long now, long lull) {
    if (half - place <= distance) {
      straggler = null;
      return true;
    }
    if (straggler == null) {
      straggler = new Straggler(half, now, lull);
    }
    return straggler.isAwaited(place, half, now, lull);
  }
}
