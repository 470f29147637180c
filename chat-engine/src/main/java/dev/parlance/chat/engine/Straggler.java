package dev.parlance.chat.engine;

import java.time.Duration;

/**
 * A member far behind half of the others, and whether talkers wait for it: as long as it comes to
 * where those were within moments, while these have nothing to take themselves.
 *
 * <p>How much a connection takes before its peer has read a byte of it differs by megabytes, so
 * that a place far behind says little by itself; and whoever is held up by the last stands at the
 * end of what there is, however slow that one is. What tells is whether it gets on: who always is
 * where half of the others were a moment before keeps pace with them. Who does not is slow, and the
 * room does not wait for it again before it has caught up.
 *
 * <p>Not safe for use by several threads: the keeper has it.
 */
final class Straggler {

  /** How long talkers wait for it to come to where the others were. */
  static final long PATIENCE_NANOS = Duration.ofSeconds(2).toNanos();

  private long goal;

  /** By the time of the lull. */
  private long since;

  private long lookedAt;
  private boolean leftBehind;

  /** One that is behind {@code half} from {@code now} on, in nanoseconds. */
  Straggler(long half, long now, long lull) {
    lookedAt = now;
    begin(half, lull);
  }

  private void begin(long half, long lull) {
    goal = half;
    since = lull;
    leftBehind = false;
  }

  /**
   * Whether talkers still wait for it, which has come to {@code place}.
   *
   * @param lull the time by which it is waited for, {@link Lull}, in nanoseconds
   */
  boolean isAwaited(long place, long half, long now, long lull) {
    boolean getsOn = !leftBehind && place >= goal;
    // Nobody looks while the room is not full: what it did then is not known.
    boolean forgotten = now - lookedAt >= PATIENCE_NANOS;
    if (getsOn || forgotten) {
      begin(half, lull);
    }
    lookedAt = now;
    leftBehind |= lull - since >= PATIENCE_NANOS;
    return !leftBehind;
  }
}
