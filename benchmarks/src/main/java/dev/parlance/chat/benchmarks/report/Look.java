package dev.parlance.chat.benchmarks.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How charts look; a server has the same colour in all of them. */
final class Look {

  private static final int WIDTH = 900;
  private static final int HEIGHT = 420;
  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);
  private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

  private static final String PLAIN = "###0.###";

  /** Ours are blue and green, Netty's are warm, the rest is grey and brown. */
  private static final int[] COLORS = {
    0x1f5fa8, 0x6fa8dc, 0x2e7d4f, 0x7fc59a, 0xb8860b, 0xd9632b, 0xe8a07c, 0x5c5c5c, 0x9a9a9a,
    0xc8b79c, 0x7b4f9e, 0xb592cf
  };

  private final Map<String, Color> colors = new LinkedHashMap<>();

  Color color(String server) {
    return colors.computeIfAbsent(server, name -> new Color(COLORS[colors.size() % COLORS.length]));
  }

  Color barColor() {
    return new Color(COLORS[0]);
  }

  CategoryChart bars(String title) {
    CategoryChart chart =
        new CategoryChartBuilder().width(WIDTH).height(HEIGHT).title(title).build();
    common(chart.getStyler());
    CategoryStyler styler = chart.getStyler();
    styler.setAvailableSpaceFill(0.7).setLegendVisible(false);
    styler.setXAxisLabelRotation(30);
    styler.setYAxisDecimalPattern(PLAIN);
    return chart;
  }

  /** Where heights differ so much that the lesser ones could not be seen. */
  void makeLogarithmic(CategoryChart chart, double least) {
    double decade = Math.pow(10, Math.floor(Math.log10(least)));
    chart.getStyler().setYAxisLogarithmic(true);
    chart.getStyler().setYAxisMin(least < 1.5 * decade ? decade / 10 : decade);
  }

  XYChart percentiles(String title) {
    XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title(title).build();
    common(chart.getStyler());
    chart.getStyler().setYAxisLogarithmic(true).setYAxisDecimalPattern(PLAIN);
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(4.0);
    chart.getStyler().setxAxisTickLabelsFormattingFunction(Look::percentile);
    chart.getStyler().setSeriesMarkers(new Marker[] {SeriesMarkers.NONE});
    chart.getStyler().setSeriesLines(new BasicStroke[] {new BasicStroke(2)});
    return chart;
  }

  /** Where a logarithmic axis of percentiles has 90, 99, 99.9 and so on. */
  private static String percentile(double nines) {
    if (nines != Math.rint(nines)) {
      return " ";
    }
    double percentile = 100 - 100 / Math.pow(10, nines);
    return new DecimalFormat("0.####", DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(percentile);
  }

  private static void common(Styler styler) {
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setChartTitleFont(TITLE).setChartTitleBoxVisible(false);
    styler.setLegendFont(TEXT).setLegendBorderColor(Color.WHITE);
    styler.setLegendPosition(Styler.LegendPosition.OutsideE);
    styler.setPlotBorderVisible(false);
  }
}
