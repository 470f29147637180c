package dev.parlance.chat.benchmarks.report;

import dev.parlance.chat.benchmarks.load.Outcome;
import dev.parlance.chat.benchmarks.run.Results;
import dev.parlance.chat.benchmarks.run.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Results as Markdown. */
public final class Tables {

  private static final double MICRO = 1;
  private static final double MILLI = 1e-3;

  /** A column: its title, and what stands in it for a server. */
  private record Column(String title, Function<String, String> cell) {}

  private final Figures figures;
  private final StringBuilder text = new StringBuilder();

  /** The tables of these figures. */
  public Tables(Figures figures) {
    this.figures = figures;
  }

  /**
   * {@return all tables}
   *
   * @param charts file names of charts, beside the text
   * @param jmh results of JMH, if there are any
   */
  public String text(List<String> charts, Path jmh) throws IOException {
    Results results = figures.results();
    Results.Machine machine = results.machine();
    line("# Results");
    line("");
    line("Written by `benchmarks/run`" + (results.quick() ? " --quick" : "") + "; do not edit.");
    line("");
    line(
        "- "
            + machine.processor()
            + ", "
            + machine.processors()
            + " processors, "
            + machine.system());
    line("- JDK " + String.join(", ", machine.jdks()) + "; pinned: " + machine.pinned());
    line(
        "- "
            + results.date()
            + ", "
            + rounds(results)
            + " round(s), medians; × is the median of"
            + " the ratios to "
            + figures.reference()
            + " within a round");
    if (results.quick()) {
      line("- a quick run: JVMs are not warm, so **these numbers are not to be quoted**");
    }
    for (String chart : charts) {
      line("");
      line("![" + chart.replaceFirst("\\.svg$", "") + "](" + chart + ")");
    }
    for (Workload workload : Workload.values()) {
      if (figures.has(workload)) {
        line("");
        line("## " + workload + ": " + workload.title());
        line("");
        table(workload);
      }
    }
    if (Files.exists(jmh)) {
      text.append(new MicroTable(jmh).text());
    }
    return text.toString();
  }

  private static int rounds(Results results) {
    return results.runs().stream().mapToInt(Results.Run::round).max().orElse(0);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private void table(Workload workload) {
    if (workload == Workload.M) {
      memory();
      return;
    }
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("server", server -> server));
    columns.addAll(columns(workload));
    columns.add(new Column("verdict", server -> figures.verdict(workload, server)));
    List<String> titles = columns.stream().map(Column::title).toList();
    row(titles);
    row(titles.stream().map(title -> "---").toList());
    for (String server : figures.servers(workload)) {
      row(columns.stream().map(column -> column.cell().apply(server)).toList());
    }
  }

  private void row(List<String> cells) {
    line("| " + String.join(" | ", cells) + " |");
  }

  private List<Column> columns(Workload workload) {
    return switch (workload) {
      case W1, W2 -> saturated(workload);
      case W3 -> steady(workload);
      case W4 -> large(workload);
      case W5 -> pingPong(workload);
      case J2K, J10K -> storm(workload);
      case M -> List.of();
    };
  }

  private List<Column> saturated(Workload workload) {
    return List.of(
        column(workload, "M deliveries/s", "%.2f", 1e-6, Figures::deliveriesPerSecond),
        ratio(workload, Figures::deliveriesPerSecond),
        column(workload, "server CPU ns/delivery", "%.0f", 1, Figures::cpuPerDelivery),
        ratio(workload, Figures::cpuPerDelivery),
        column(workload, "deliveries/read", "%.1f", 1, Figures::deliveriesPerRead),
        column(workload, "server CPU %", "%.0f", 1, Figures::serverPercent),
        column(workload, "generator CPU %", "%.0f", 1, Figures::generatorPercent),
        column(workload, "all have it, p50 ms", "%.2f", MILLI, outcome -> outcome.fan().p50()));
  }

  private List<Column> steady(Workload workload) {
    return List.of(
        column(workload, "server CPU ns/delivery", "%.0f", 1, Figures::cpuPerDelivery),
        ratio(workload, Figures::cpuPerDelivery),
        column(workload, "p50 µs", "%.0f", MICRO, outcome -> outcome.latency().p50()),
        column(workload, "p99 µs", "%.0f", MICRO, outcome -> outcome.latency().p99()),
        column(workload, "p99.9 µs", "%.0f", MICRO, outcome -> outcome.latency().p999()),
        column(workload, "max µs", "%.0f", MICRO, outcome -> outcome.latency().max()),
        column(workload, "server CPU %", "%.0f", 1, Figures::serverPercent));
  }

  private List<Column> large(Workload workload) {
    return List.of(
        column(workload, "all have it, p50 ms", "%.1f", MILLI, outcome -> outcome.fan().p50()),
        ratio(workload, outcome -> outcome.fan().p50()),
        column(workload, "p99 ms", "%.1f", MILLI, outcome -> outcome.fan().p99()),
        column(workload, "server CPU ns/delivery", "%.0f", 1, Figures::cpuPerDelivery),
        ratio(workload, Figures::cpuPerDelivery),
        column(workload, "joined in s", "%.2f", 1e-3, Outcome::joinMillis),
        column(workload, "RSS/member, bytes", "%.0f", 1, Figures::residentPerMember));
  }

  private List<Column> pingPong(Workload workload) {
    return List.of(
        column(workload, "round trip p50 µs", "%.1f", MICRO, outcome -> outcome.roundTrip().p50()),
        ratio(workload, outcome -> outcome.roundTrip().p50()),
        column(workload, "p99 µs", "%.1f", MICRO, outcome -> outcome.roundTrip().p99()),
        column(workload, "server CPU ns/delivery", "%.0f", 1, Figures::cpuPerDelivery),
        ratio(workload, Figures::cpuPerDelivery));
  }

  private List<Column> storm(Workload workload) {
    return List.of(
        column(workload, "last notice after s", "%.2f", 1e-3, Outcome::joinMillis),
        ratio(workload, Outcome::joinMillis),
        column(workload, "server CPU s", "%.2f", 1e-9, Outcome::joinServerCpuNanos),
        column(workload, "RSS/member, bytes", "%.0f", 1, Figures::residentPerMember));
  }

  private Column column(
      Workload workload,
      String title,
      String format,
      double scale,
      ToDoubleFunction<Outcome> metric) {
    return new Column(
        title, server -> number(figures.median(workload, server, metric), format, scale));
  }

  private Column ratio(Workload workload, ToDoubleFunction<Outcome> metric) {
    return new Column("×", server -> number(figures.ratio(workload, server, metric), "%.2f", 1));
  }

  private static String number(OptionalDouble value, String format, double scale) {
    return value.isEmpty() || !Double.isFinite(value.getAsDouble())
        ? "–"
        : String.format(Locale.ROOT, format, value.getAsDouble() * scale);
  }

  private void memory() {
    row(List.of("server", "members", "live heap/member, bytes", "RSS/member, bytes", "RSS, MiB"));
    row(List.of("---", "---", "---", "---", "---"));
    for (String server : figures.servers(Workload.M)) {
      figures.runs(Workload.M, server).forEach(this::memory);
    }
  }

  private void memory(Results.Run run) {
    List<Results.Memory> points = run.memory();
    if (points == null || points.size() < 2) {
      row(List.of(run.server(), "–", "–", "–", String.valueOf(run.error())));
      return;
    }
    Results.Memory empty = points.get(0);
    for (Results.Memory point : points.subList(1, points.size())) {
      row(
          List.of(
              run.server(),
              Integer.toString(point.members()),
              Long.toString((point.heapBytes() - empty.heapBytes()) / point.members()),
              Long.toString((point.residentKiB() - empty.residentKiB()) * 1024 / point.members()),
              Long.toString(point.residentKiB() / 1024)));
    }
  }
}
