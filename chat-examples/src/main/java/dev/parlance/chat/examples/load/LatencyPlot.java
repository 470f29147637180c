package dev.parlance.chat.examples.load;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Latency by percentile, with the tail stretched: 90, 99 and 99.9 % are equally far apart. */
public final class LatencyPlot {

  /** Digits behind hundredths of a pixel, which make most of a file. */
  private static final Pattern MORE_THAN_VISIBLE = Pattern.compile("(\\d\\.\\d\\d)\\d+");

  private static final int WIDTH = 900;
  private static final int HEIGHT = 450;
  private static final int DOTS_PER_INCH = 144;
  private static final double SMALLEST_MILLIS = 0.001;

  private LatencyPlot() {}

  /** {@return whether a plot can be written to a file of that name: .png or .svg} */
  public static boolean isPlottable(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".png") || name.endsWith(".svg");
  }

  /**
   * Writes the plot.
   *
   * @throws IOException when the file cannot be written
   */
  public static void write(Outcome outcome, Path file) throws IOException {
    XYChart chart = chart(outcome);
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".svg")) {
      VectorGraphicsEncoder.saveVectorGraphic(chart, file.toString(), VectorGraphicsFormat.SVG);
      Files.writeString(file, MORE_THAN_VISIBLE.matcher(Files.readString(file)).replaceAll("$1"));
    } else {
      BitmapEncoder.saveBitmapWithDPI(chart, file.toString(), BitmapFormat.PNG, DOTS_PER_INCH);
    }
  }

  private static XYChart chart(Outcome outcome) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title(outcome))
            .xAxisTitle("percentile")
            .yAxisTitle("latency, ms")
            .build();
    style(chart.getStyler());
    long count = outcome.latency().count();
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(Math.ceil(nines(100, count)));
    List<Latency.Point> curve = outcome.latency().curve();
    chart
        .addSeries(
            "latency",
            curve.stream().map(point -> nines(point.percentile(), count)).toList(),
            curve.stream().map(point -> Math.max(SMALLEST_MILLIS, point.millis())).toList())
        .setMarker(SeriesMarkers.NONE)
        .setLineColor(new Color(0x1f5fa8))
        .setLineStyle(new BasicStroke(2));
    return chart;
  }

  private static String title(Outcome outcome) {
    return String.format(
        Locale.ROOT,
        "%s: %d members, %.0f messages/s by %d talkers",
        outcome.dialect(),
        outcome.members(),
        outcome.said() / outcome.seconds(),
        outcome.talkers());
  }

  private static void style(XYStyler styler) {
    styler.setYAxisLogarithmic(true).setYAxisDecimalPattern("###0.###");
    styler.setxAxisTickLabelsFormattingFunction(LatencyPlot::percentile);
    styler.setLegendVisible(false);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setChartTitleBoxVisible(false);
    styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
    styler.setPlotBorderVisible(false);
  }

  /** Stretches the tail: 90 is 1, 99 is 2, 99.9 is 3; the maximum is one in all. */
  private static double nines(double percentile, long count) {
    double most = Math.log10(Math.max(10.0, (double) count));
    return percentile >= 100 ? most : Math.min(most, -Math.log10(1 - percentile / 100));
  }

  /** All labels must differ, or the library looks for better ticks for ever. */
  private static String percentile(double nines) {
    return new DecimalFormat("0.######", DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(100 - 100 / Math.pow(10, nines));
  }
}
