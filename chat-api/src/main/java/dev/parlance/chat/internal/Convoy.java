package dev.parlance.chat.internal;

import java.time.Duration;

/**
 * How far the room as a whole has come, for one tape: as far as its last member, as long as that
 * one keeps up with the others more or less; and as far as half of its members, if somebody has
 * held up all others for too long.
 *
 * <p>How much a connection takes before its peer has read a byte of it differs by megabytes, so
 * that a place far behind says little by itself: who reads as fast as the others catches up within
 * moments when the talkers wait. Who does not is slow, and the room does not wait for it again
 * before it has caught up.
 *
 * <p>Not safe for use by several threads: the keeper has it.
 */
final class Convoy {

  /** How long talkers wait for a straggler. */
  static final long PATIENCE_NANOS = Duration.ofSeconds(2).toNanos();

  private static final long NOBODY = Long.MIN_VALUE;

  /** How far behind half of the members a straggler is. */
  private final long distance;

  private long waitingSince = NOBODY;

  Convoy(int window) {
    distance = window / 4;
  }

  /** Returns the place that talkers may be half a window ahead of. */
  long pace(long half, long last, long now) {
    if (half - last <= distance) {
      waitingSince = NOBODY;
      return last;
    }
    if (waitingSince == NOBODY) {
      waitingSince = now;
    }
    return now - waitingSince < PATIENCE_NANOS ? last : half;
  }
}
