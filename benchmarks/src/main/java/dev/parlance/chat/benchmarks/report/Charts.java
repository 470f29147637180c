package dev.parlance.chat.benchmarks.report;

import dev.parlance.chat.benchmarks.load.Outcome;
import dev.parlance.chat.benchmarks.run.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;

/** Results as SVG. */
public final class Charts {

  private final Figures figures;
  private final Path folder;
  private final Look look = new Look();
  private final List<String> written = new ArrayList<>();

  /** Charts of these figures, to be written to a folder. */
  public Charts(Figures figures, Path folder) {
    this.figures = figures;
    this.folder = folder;
  }

  /** Writes those for which there are results; returns the names of the files. */
  public List<String> write(String prefix) throws IOException {
    bars(
        prefix + "-throughput",
        "Saturated: million deliveries a second (more is better)",
        outcome -> Figures.deliveriesPerSecond(outcome) / 1e6,
        Workload.W1,
        Workload.W2);
    bars(
        prefix + "-cpu",
        "Server CPU per delivery, ns, logarithmic (less is better)",
        Figures::cpuPerDelivery,
        Workload.W1,
        Workload.W2,
        Workload.W3);
    bars(
        prefix + "-large",
        "10 000 members: ms until the last has a message (less is better)",
        outcome -> outcome.fan().p50() / 1000,
        Workload.W4);
    latency(prefix + "-latency");
    return written;
  }

  private void bars(
      String file, String title, ToDoubleFunction<Outcome> metric, Workload... workloads)
      throws IOException {
    List<Workload> present = Arrays.stream(workloads).filter(figures::has).toList();
    if (present.isEmpty()) {
      return;
    }
    CategoryChart chart = look.bars(title);
    for (String server : figures.servers(workloads)) {
      List<Double> heights = new ArrayList<>();
      for (Workload workload : present) {
        OptionalDouble median = figures.median(workload, server, metric);
        heights.add(median.isPresent() ? median.getAsDouble() : null);
      }
      if (heights.stream().anyMatch(height -> height != null)) {
        chart
            .addSeries(server, present.stream().map(Workload::toString).toList(), heights)
            .setFillColor(look.color(server));
      }
    }
    save(chart, file);
  }

  private void latency(String file) throws IOException {
    if (!figures.has(Workload.W3)) {
      return;
    }
    XYChart chart = look.percentiles("W3: latency by percentile, µs, logarithmic");
    for (String server : figures.servers(Workload.W3)) {
      List<Outcome.Point> curve = figures.curve(Workload.W3, server);
      if (!curve.isEmpty()) {
        XYSeries series =
            chart.addSeries(
                server,
                curve.stream().map(point -> nines(point.percentile())).toList(),
                curve.stream().map(point -> Math.max(1, point.micros())).toList());
        series.setLineColor(look.color(server));
      }
    }
    save(chart, file);
  }

  /** Stretches the tail: 90 is 1, 99 is 2, 99.9 is 3. */
  private static double nines(double percentile) {
    return percentile >= 99.999 ? 5 : -Math.log10(1 - percentile / 100);
  }

  private void save(Chart<?, ?> chart, String file) throws IOException {
    VectorGraphicsEncoder.saveVectorGraphic(
        chart, folder.resolve(file).toString(), VectorGraphicsFormat.SVG);
    written.add(file + ".svg");
  }
}
