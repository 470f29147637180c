package dev.parlance.chat.transport.nio;

import java.util.concurrent.TimeUnit;

/**
 * How long to let be what failed, such as accepting when the process has no descriptor left: it
 * would be tried a few hundred thousand times a second else. Times are of {@link System#nanoTime}.
 */
final class Backoff {

  static final long FIRST = TimeUnit.MILLISECONDS.toNanos(10);
  static final long MOST = TimeUnit.SECONDS.toNanos(1);
  static final long BETWEEN_WARNINGS = TimeUnit.SECONDS.toNanos(10);

  private final Runnable resume;
  private long delay = FIRST;
  private long due;
  private long warned;
  private boolean everWarned;

  /**
   * @param resume tries again
   */
  Backoff(Runnable resume) {
    this.resume = resume;
  }

  /** Rests from {@code now} on, twice as long as the last time. */
  void failed(long now) {
    due = now + delay;
    delay = Math.min(delay * 2, MOST);
  }

  void succeeded() {
    delay = FIRST;
  }

  /** {@return whether it is time for a warning again} */
  boolean warns(long now) {
    if (everWarned && now - warned < BETWEEN_WARNINGS) {
      return false;
    }
    everWarned = true;
    warned = now;
    return true;
  }

  /** {@return the nanoseconds that are left of the rest, 0 or less when it is over} */
  long left(long now) {
    return due - now;
  }

  /** {@return whether the rest was over, and it was tried again} */
  boolean resumed(long now) {
    if (left(now) > 0) {
      return false;
    }
    resume.run();
    return true;
  }
}
