package dev.parlance.chat.examples.console;

import java.time.Duration;
import java.util.Locale;

/** Writes numbers short enough for a table. */
final class Amounts {

  private static final String UNITS = "KMGTPE";

  private Amounts() {}

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Exact as far as anybody can tell: one place after the point where there is one before it. */
  static String rate(double perSecond) {
    return String.format(Locale.ROOT, perSecond < 9.95 ? "%.1f/s" : "%,.0f/s", perSecond);
  }

  static String bytes(long number) {
    if (number < 1024) {
      return number + " B";
    }
    double left = (double) number / 1024;
    int unit = 0;
    while (left >= 1023.5 && unit < UNITS.length() - 1) {
      left /= 1024;
      unit++;
    }
    return String.format(
        Locale.ROOT, left < 9.95 ? "%.1f %ciB" : "%.0f %ciB", left, UNITS.charAt(unit));
  }

  /** {@code 5 s}, {@code 1:05}, {@code 2:01:05}, {@code 3 d 02:01}. */
  static String time(Duration time) {
    long days = time.toDays();
    int hours = time.toHoursPart();
    int minutes = time.toMinutesPart();
    int seconds = time.toSecondsPart();
    if (days > 0) {
      return String.format(Locale.ROOT, "%d d %02d:%02d", days, hours, minutes);
    } else if (hours > 0) {
      return String.format(Locale.ROOT, "%d:%02d:%02d", hours, minutes, seconds);
    } else if (minutes > 0) {
      return String.format(Locale.ROOT, "%d:%02d", minutes, seconds);
    }
    return seconds + " s";
  }
}
