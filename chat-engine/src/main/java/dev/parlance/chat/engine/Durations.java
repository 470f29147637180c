package dev.parlance.chat.engine;

import java.math.BigDecimal;
import java.time.Duration;

/** How times are shown to people. */
final class Durations {

  private Durations() {}

  /** Returns a time in seconds, to the millisecond where it is not whole: "10 s", "0.25 s". */
  static String text(Duration time) {
    return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
  }
}
