package dev.parlance.chat.transport.socket;

import java.util.concurrent.TimeUnit;

/** How long to wait after a failure that is likely to repeat at once: 10 ms, doubling to 1 s. */
final class Backoff {

  private static final long LEAST = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long MOST = TimeUnit.SECONDS.toNanos(1);

  private long pause = LEAST;

  /** Waits, the longer the more often in a row, but not past {@code end}. */
  void await(Signal end) {
    end.await(pause);
    pause = Math.min(2 * pause, MOST);
  }

  void reset() {
    pause = LEAST;
  }
}
