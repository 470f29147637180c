package dev.parlance.chat.examples.load;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * How long messages took from when they were due to when a member's listener had them, in
 * milliseconds.
 *
 * @param count how many were timed
 * @param curve the whole distribution, for a plot
 */
public record Latency(
    long count,
    double mean,
    double p50,
    double p90,
    double p99,
    double p999,
    double max,
    List<Point> curve) {

  private static final double NANOS = 1e6;
  private static final int STEPS_PER_HALF = 5;

  /**
   * A point of the distribution.
   *
   * @param percentile of the messages, 0 to 100
   * @param millis how long they took at most
   */
  public record Point(double percentile, double millis) {}

  static Latency of(Histogram histogram) {
    List<Point> curve = new ArrayList<>();
    for (HistogramIterationValue step : histogram.percentiles(STEPS_PER_HALF)) {
      curve.add(new Point(step.getPercentileLevelIteratedTo(), step.getValueIteratedTo() / NANOS));
    }
    return new Latency(
        histogram.getTotalCount(),
        histogram.getTotalCount() == 0 ? 0 : histogram.getMean() / NANOS,
        histogram.getValueAtPercentile(50) / NANOS,
        histogram.getValueAtPercentile(90) / NANOS,
        histogram.getValueAtPercentile(99) / NANOS,
        histogram.getValueAtPercentile(99.9) / NANOS,
        histogram.getMaxValue() / NANOS,
        curve);
  }
}
