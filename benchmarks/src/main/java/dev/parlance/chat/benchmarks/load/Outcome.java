package dev.parlance.chat.benchmarks.load;

import java.util.List;

/**
 * What a run of a workload came to. Times of {@link Spread} are in microseconds, processor time and
 * throughput are those of the measured interval alone.
 *
 * @param verdict whether the numbers count
 * @param flaws what the server did wrong in the whole run, the warm-up included
 * @param members connections
 * @param messages messages sent while it was measured
 * @param deliveries messages times members that received one, while it was measured
 * @param seconds how long it was measured
 * @param reads reads that brought something, while it was measured
 * @param serverCpuNanos processor time of the server's process while it was measured
 * @param generatorCpuNanos processor time of the generator's process while it was measured
 * @param foreignCpuNanos processor time of everything else on the machine while it was measured
 * @param latency from the intended time of sending until one member has it
 * @param fan from the intended time of sending until the last member has it
 * @param roundTrip of the ping-pong
 * @param joinMillis from the first connect until all were welcomed and knew of all others
 * @param joinServerCpuNanos processor time of the server's process meanwhile
 * @param rssBeforeKiB resident memory of the server before the members joined
 * @param rssJoinedKiB the same after they had joined
 */
public record Outcome(
    Verdict verdict,
    Flawed flaws,
    int members,
    long messages,
    long deliveries,
    double seconds,
    long reads,
    long serverCpuNanos,
    long generatorCpuNanos,
    long foreignCpuNanos,
    Spread latency,
    Spread fan,
    Spread roundTrip,
    double joinMillis,
    long joinServerCpuNanos,
    long rssBeforeKiB,
    long rssJoinedKiB) {

  /** Whether a run counts. */
  public enum Verdict {
    /** All that was owed arrived, once, in order, intact. */
    OK,
    /** What arrived was right, but not all of it had arrived when the time was up. */
    OVERLOAD,
    /** Something was lost, doubled, out of order, corrupt, or a connection ended. */
    BAD
  }

  /**
   * What went wrong, counted.
   *
   * @param missing messages that a member was owed and never got
   * @param skipped messages that were missing when a later one of the same talker came
   * @param repeated messages that came again, or after a later one of the same talker
   * @param corrupt lines that were not as they should be
   * @param refused complaints of the server
   * @param disconnected connections that the server ended
   * @param sample the first of these, in words
   */
  public record Flawed(
      long missing,
      long skipped,
      long repeated,
      long corrupt,
      long refused,
      long disconnected,
      String sample) {}

  /**
   * How times were distributed; all zero when there were none.
   *
   * @param count how many there were
   * @param p50 the median, in microseconds
   * @param p90 the 90th percentile
   * @param p99 the 99th percentile
   * @param p999 the 99.9th percentile
   * @param max the longest
   * @param curve the percentiles 0, 5, … 90, then ever closer to 100
   */
  public record Spread(
      long count, double p50, double p90, double p99, double p999, double max, List<Point> curve) {}

  /**
   * A point of a distribution.
   *
   * @param percentile 0 to 100
   * @param micros microseconds that so many did not exceed
   */
  public record Point(double percentile, double micros) {}
}
