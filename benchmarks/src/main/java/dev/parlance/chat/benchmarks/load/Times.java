package dev.parlance.chat.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Times, in nanoseconds, and how they are distributed. */
final class Times {

  private static final long LONGEST = 600_000_000_000L;
  private static final double[] TAIL = {95, 97.5, 99, 99.5, 99.9, 99.95, 99.99, 99.999, 100};

  private final Histogram histogram = new Histogram(LONGEST, 3);

  void record(long nanos) {
    histogram.recordValue(Math.min(LONGEST, Math.max(0, nanos)));
  }

  Outcome.Spread spread() {
    if (histogram.getTotalCount() == 0) {
      return new Outcome.Spread(0, 0, 0, 0, 0, 0, List.of());
    }
    return new Outcome.Spread(
        histogram.getTotalCount(), at(50), at(90), at(99), at(99.9), at(100), curve());
  }

  private double at(double percentile) {
    return histogram.getValueAtPercentile(percentile) / 1000.0;
  }

  private List<Outcome.Point> curve() {
    List<Outcome.Point> points = new ArrayList<>();
    for (int percentile = 0; percentile <= 90; percentile += 5) {
      points.add(new Outcome.Point(percentile, at(percentile)));
    }
    for (double percentile : TAIL) {
      points.add(new Outcome.Point(percentile, at(percentile)));
    }
    return points;
  }
}
