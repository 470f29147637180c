package dev.parlance.chat.examples.console;

import java.util.List;

/** Shows how a number went, one character for each value. */
final class Sparkline {

  private static final String BARS = "▁▂▃▄▅▆▇█";

  private Sparkline() {}

  /** {@return the last {@code width} of the values, the highest of them as a full bar} */
  static String of(List<Double> values, int width) {
    List<Double> shown = values.subList(Math.max(0, values.size() - width), values.size());
    double most = peak(shown);
    StringBuilder line = new StringBuilder(shown.size());
    for (double value : shown) {
      line.append(BARS.charAt(most <= 0 ? 0 : bar(value / most)));
    }
    return line.toString();
  }

  static double peak(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  /** Whatever is more than nothing is shown to be. */
  private static int bar(double share) {
    return share <= 0 ? 0 : Math.max(1, (int) Math.round(share * (BARS.length() - 1)));
  }
}
