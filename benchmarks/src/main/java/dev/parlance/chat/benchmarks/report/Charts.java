package dev.parlance.chat.benchmarks.report;

import dev.parlance.chat.benchmarks.load.Outcome;
import dev.parlance.chat.benchmarks.run.Workload;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;

/** Results as SVG. */
public final class Charts {

  /** Digits behind hundredths of a pixel, which make most of a file. */
  private static final Pattern MORE_THAN_VISIBLE = Pattern.compile("(\\d\\.\\d\\d)\\d+");

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
    for (Workload workload : List.of(Workload.W1, Workload.W2)) {
      bars(
          prefix + "-throughput-" + workload,
          workload + ": million deliveries a second (more is better)",
          workload,
          outcome -> Figures.deliveriesPerSecond(outcome) / 1e6);
    }
    for (Workload workload : List.of(Workload.W1, Workload.W2, Workload.W3)) {
      bars(
          prefix + "-cpu-" + workload,
          workload + ": server CPU per delivery, ns, logarithmic (less is better)",
          workload,
          Figures::cpuPerDelivery);
    }
    bars(
        prefix + "-last-W4",
        "W4: ms until the last of 10 000 members has a message, logarithmic (less is better)",
        Workload.W4,
        outcome -> outcome.fan().p50() / 1000);
    latency(prefix + "-latency");
    return written;
  }

  private void bars(String file, String title, Workload workload, ToDoubleFunction<Outcome> metric)
      throws IOException {
    List<String> names = new ArrayList<>();
    List<Double> heights = new ArrayList<>();
    for (String server : figures.servers(workload)) {
      figures
          .median(workload, server, metric)
          .ifPresent(
              height -> {
                names.add(server + "  " + threeDigits(height));
                heights.add(height);
              });
    }
    if (!names.isEmpty()) {
      CategoryChart chart = look.bars(title);
      chart.addSeries(workload.toString(), names, heights).setFillColor(look.barColor());
      if (title.contains("logarithmic")) {
        look.makeLogarithmic(chart, Collections.min(heights));
      }
      save(chart, file);
    }
  }

  private static String threeDigits(double value) {
    return new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
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
    String name = file + ".svg";
    Path svg = folder.resolve(name);
    VectorGraphicsEncoder.saveVectorGraphic(chart, svg.toString(), VectorGraphicsFormat.SVG);
    Files.writeString(svg, MORE_THAN_VISIBLE.matcher(Files.readString(svg)).replaceAll("$1"));
    written.add(name);
  }
}
