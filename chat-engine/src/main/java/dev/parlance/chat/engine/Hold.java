package dev.parlance.chat.engine;

/**
 * Whether what is published leaves at once, or is held for a moment so that several messages leave
 * in one write. Pure arithmetic on times in nanoseconds; not safe for use by several threads.
 *
 * <p>Nothing is held unless holding pays: messages must follow each other faster than they would be
 * let go, and sending each at once must cost a good part of a processor's time. A room that was
 * silent for {@value #SPAN} times the delay always sends the next message at once.
 */
final class Hold {

  /** What to do about a message that was just published. */
  enum Verdict {
    /** Send it, and everything held with it. */
    SEND,
    /** Hold it, as the first: a time has to be set at which it is {@link #due}. */
    HOLD_FIRST,
    /** Hold it with those that are held already. */
    HOLD
  }

  /** No time at all: nothing is held. */
  static final long NOT_DUE = Long.MAX_VALUE;

  /**
   * What one write of a message to one member costs, about; a system call on loopback took 3.1 to
   * 3.7 µs on the machine that this was measured on, whatever the server was written in.
   */
  private static final long WRITE_NANOS = 4_000;

  /** Writing is worth saving when it takes a tenth of a processor's time. */
  private static final int SHARE = 10;

  /** Held messages that fill a write well; more would be memory traffic alone. */
  private static final int MOST_HELD = 64;

  /** Over how many messages the distance between them is averaged. */
  private static final int SPAN = 8;

  private final long delay;
  private long latest;
  private long gap;
  private int held;
  private long due = NOT_DUE;

  Hold(long delayNanos, long now) {
    delay = delayNanos;
    gap = SPAN * delayNanos;
    latest = now - gap;
  }

  /**
   * @param receivers how many members the message goes to
   */
  Verdict published(long now, int receivers) {
    long since = Math.min(now - latest, SPAN * delay);
    latest = now;
    gap += (since - gap) / SPAN;
    if (held == 0 && !pays(receivers)) {
      return Verdict.SEND;
    }
    held++;
    if (held == 1) {
      due = now + delay;
      return Verdict.HOLD_FIRST;
    }
    return held < MOST_HELD ? Verdict.HOLD : letGo();
  }

  private boolean pays(int receivers) {
    return gap < delay && gap < receivers * WRITE_NANOS * SHARE;
  }

  /** When the messages held have to leave, or {@link #NOT_DUE}. */
  long due() {
    return due;
  }

  /** Holds nothing any more: it is being sent. */
  Verdict letGo() {
    held = 0;
    due = NOT_DUE;
    return Verdict.SEND;
  }
}
