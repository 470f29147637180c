package dev.parlance.chat.benchmarks.report;

import dev.parlance.chat.benchmarks.load.Outcome;
import dev.parlance.chat.benchmarks.load.Outcome.Verdict;
import dev.parlance.chat.benchmarks.run.Results;
import dev.parlance.chat.benchmarks.run.Workload;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Medians and ratios of results. */
public final class Figures {

  private final Results results;

  /** The figures of these results. */
  public Figures(Results results) {
    this.results = results;
  }

  Results results() {
    return results;
  }

  /**
   * {@return the servers that took part in any of these workloads, in the order of the first round}
   */
  List<String> servers(Workload... workloads) {
    List<Workload> some = Arrays.asList(workloads);
    return results.runs().stream()
        .filter(run -> some.contains(run.workload()))
        .map(Results.Run::server)
        .distinct()
        .toList();
  }

  /** {@return the server that the others are compared to} */
  String reference() {
    return results.runs().isEmpty() ? "" : results.runs().get(0).server();
  }

  boolean has(Workload workload) {
    return results.runs().stream().anyMatch(run -> run.workload() == workload);
  }

  Stream<Results.Run> runs(Workload workload, String server) {
    return results.runs().stream()
        .filter(run -> run.workload() == workload && run.server().equals(server));
  }

  private Stream<Outcome> outcomes(Workload workload, String server) {
    return runs(workload, server)
        .filter(Results.Run::counts)
        .map(run -> Objects.requireNonNull(run.outcome()));
  }

  /** {@return the median of the rounds, if any counts} */
  OptionalDouble median(Workload workload, String server, ToDoubleFunction<Outcome> metric) {
    return median(outcomes(workload, server).mapToDouble(metric).toArray());
  }

  /** {@return the median of the ratios within one round to the reference} */
  OptionalDouble ratio(Workload workload, String server, ToDoubleFunction<Outcome> metric) {
    double[] ratios =
        runs(workload, server)
            .filter(Results.Run::counts)
            .flatMapToDouble(
                run ->
                    runs(workload, reference())
                        .filter(other -> other.round() == run.round() && other.counts())
                        .mapToDouble(other -> value(run, metric) / value(other, metric)))
            .filter(Double::isFinite)
            .toArray();
    return median(ratios);
  }

  private static double value(Results.Run run, ToDoubleFunction<Outcome> metric) {
    return metric.applyAsDouble(Objects.requireNonNull(run.outcome()));
  }

  private static OptionalDouble median(double[] values) {
    if (values.length == 0) {
      return OptionalDouble.empty();
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return OptionalDouble.of(
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
  }

  /** {@return the distribution of the round whose median is in the middle} */
  List<Outcome.Point> curve(Workload workload, String server) {
    List<Outcome> sorted =
        outcomes(workload, server)
            .sorted((a, b) -> Double.compare(a.latency().p50(), b.latency().p50()))
            .toList();
    return sorted.isEmpty() ? List.of() : sorted.get(sorted.size() / 2).latency().curve();
  }

  /** {@return how the rounds of a server went, in a word, and what was wrong first} */
  String verdict(Workload workload, String server) {
    List<Results.Run> all = runs(workload, server).toList();
    for (Results.Run run : all) {
      Outcome outcome = run.outcome();
      if (outcome == null) {
        return "failed: " + run.error();
      }
      if (outcome.verdict() != Verdict.OK) {
        return outcome.verdict().name().toLowerCase(Locale.ROOT) + " " + outcome.flaws().sample();
      }
    }
    return "ok";
  }

  static double deliveriesPerSecond(Outcome outcome) {
    return outcome.deliveries() / outcome.seconds();
  }

  static double cpuPerDelivery(Outcome outcome) {
    return (double) outcome.serverCpuNanos() / outcome.deliveries();
  }

  static double deliveriesPerRead(Outcome outcome) {
    return (double) outcome.deliveries() / outcome.reads();
  }

  static double serverPercent(Outcome outcome) {
    return outcome.serverCpuNanos() / outcome.seconds() / 1e7;
  }

  static double generatorPercent(Outcome outcome) {
    return outcome.generatorCpuNanos() / outcome.seconds() / 1e7;
  }

  static double foreignPercent(Outcome outcome) {
    return outcome.foreignCpuNanos() / outcome.seconds() / 1e7;
  }

  static double residentPerMember(Outcome outcome) {
    return (outcome.rssJoinedKiB() - outcome.rssBeforeKiB()) * 1024.0 / outcome.members();
  }

  /** {@return one run in a line, for somebody who waits} */
  public static String summary(Results.Run run) {
    Outcome outcome = run.outcome();
    if (outcome == null) {
      return "failed: " + run.error();
    }
    String numbers =
        outcome.seconds() > 0
            ? String.format(
                Locale.ROOT,
                "%10.0f deliveries/s %7.0f ns server CPU each, server %3.0f%% generator %3.0f%%"
                    + " foreign %3.0f%%, p50 %.0f p99 %.0f us, all p50 %.1f ms",
                deliveriesPerSecond(outcome),
                cpuPerDelivery(outcome),
                serverPercent(outcome),
                generatorPercent(outcome),
                foreignPercent(outcome),
                outcome.latency().p50(),
                outcome.latency().p99(),
                outcome.fan().p50() / 1000)
            : String.format(Locale.ROOT, "joined in %.0f ms", outcome.joinMillis());
    return outcome.verdict() + " " + outcome.flaws().sample() + " " + numbers;
  }
}
