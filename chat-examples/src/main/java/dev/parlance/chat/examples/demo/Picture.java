package dev.parlance.chat.examples.demo;

import dev.parlance.chat.examples.demo.Recording.Interval;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jline.utils.Colors;

/**
 * Draws a recording as SVG: the last screen, and by a style sheet, where that is wanted and
 * understood, all that came before it, over and over.
 */
final class Picture {

  /** That of most fonts of 14 pixels for terminals: few have to be stretched or squeezed. */
  private static final double CELL_WIDTH = 8.4;

  private static final int CELL_HEIGHT = 18;
  private static final int MARGIN = 14;
  private static final double BEAT_SECONDS = 0.45;

  /** How long the last screen stands before all begins again. */
  private static final int LAST_BEATS = 22;

  private final Recording recording;
  private final double total;

  /** When something is to be seen, to the name of the animation that shows it then. */
  private final Map<Interval, String> animations = new LinkedHashMap<>();

  Picture(Recording recording) {
    this.recording = recording;
    this.total = recording.beats() + LAST_BEATS;
    recording
        .seen()
        .values()
        .forEach(all -> all.forEach(one -> animations.putIfAbsent(one, "t" + animations.size())));
  }

  /** Writes the picture to a file. */
  void write(Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      XMLStreamWriter svg = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
      draw(svg);
      svg.close();
      out.write("\n");
    } catch (XMLStreamException failure) {
      throw new IOException(failure);
    }
  }

  private void draw(XMLStreamWriter svg) throws XMLStreamException {
    int width = (int) Math.ceil(Recording.WIDTH * CELL_WIDTH) + 2 * MARGIN;
    int height = Recording.HEIGHT * CELL_HEIGHT + 2 * MARGIN;
    svg.writeStartElement("svg");
    svg.writeDefaultNamespace("http://www.w3.org/2000/svg");
    svg.writeAttribute("viewBox", "0 0 " + width + " " + height);
    svg.writeAttribute("width", Integer.toString(width));
    svg.writeAttribute("height", Integer.toString(height));
    text(svg, "title", "./chat demo: what six members of one room see");
    text(svg, "style", style());
    svg.writeEmptyElement("rect");
    svg.writeAttribute("width", "100%");
    svg.writeAttribute("height", "100%");
    svg.writeAttribute("rx", "8");
    for (Map.Entry<Run, List<Interval>> entry : recording.seen().entrySet()) {
      for (Interval interval : entry.getValue()) {
        draw(svg, entry.getKey(), interval);
      }
    }
    svg.writeEndElement();
  }

  private void draw(XMLStreamWriter svg, Run run, Interval interval) throws XMLStreamException {
    svg.writeCharacters("\n");
    svg.writeStartElement("text");
    svg.writeAttribute("x", pixels(MARGIN + run.column() * CELL_WIDTH));
    svg.writeAttribute("y", Integer.toString(MARGIN + run.row() * CELL_HEIGHT + CELL_HEIGHT - 4));
    svg.writeAttribute("textLength", pixels(run.columns() * CELL_WIDTH));
    String gone = interval.to() == Interval.FOREVER ? "" : " gone";
    svg.writeAttribute("class", (run.classes() + " " + animations.get(interval) + gone).strip());
    svg.writeCharacters(run.text());
    svg.writeEndElement();
  }

  private static String pixels(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }

  private String style() {
    return """
        rect{fill:#16181d}
        text{fill:#d6d9e0;font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre}
        .bold{font-weight:bold}
        .faint{fill-opacity:.55}
        .under{text-decoration:underline}
        .gone{visibility:hidden}
        """
        + colors()
        + "@media (prefers-reduced-motion:no-preference){\n"
        + animations.entrySet().stream()
            .map(entry -> animation(entry.getValue(), entry.getKey()))
            .collect(Collectors.joining())
        + "}\n";
  }

  private String colors() {
    return recording.seen().keySet().stream()
        .flatMap(run -> Arrays.stream(run.classes().split(" ")))
        .filter(name -> name.matches("c\\d+"))
        .distinct()
        .map(name -> "." + name + "{fill:" + rgb(Integer.parseInt(name.substring(1))) + "}\n")
        .collect(Collectors.joining());
  }

  private static String rgb(int color) {
    return String.format(Locale.ROOT, "#%06x", Colors.rgbColor(color) & 0xffffff);
  }

  private String animation(String name, Interval interval) {
    String hidden = "{visibility:hidden}";
    String visible = "{visibility:visible}";
    String start =
        interval.from() == 0 ? "0%" + visible : "0%" + hidden + at(interval.from()) + visible;
    String end = interval.to() == Interval.FOREVER ? "" : at(interval.to()) + hidden;
    String seconds = String.format(Locale.ROOT, "%.2f", total * BEAT_SECONDS);
    return "@keyframes %s{%s%s}.%s{animation:%s %ss step-end infinite}\n"
        .formatted(name, start, end, name, name, seconds);
  }

  private String at(int beat) {
    return String.format(Locale.ROOT, "%.2f%%", 100 * beat / total);
  }

  private static void text(XMLStreamWriter svg, String element, String text)
      throws XMLStreamException {
    svg.writeStartElement(element);
    svg.writeCharacters(text);
    svg.writeEndElement();
  }
}
