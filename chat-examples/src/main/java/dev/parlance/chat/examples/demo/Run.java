package dev.parlance.chat.examples.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.utils.AttributedCharSequence.ForceMode;
import org.jline.utils.AttributedString;
import org.jline.utils.WCWidth;

/**
 * Characters of one style that stand side by side on a screen, none of them wider than the others.
 *
 * @param row from 0
 * @param column from 0
 * @param columns how many it takes
 * @param text what stands there
 * @param classes the style, as words for a style sheet
 */
record Run(int row, int column, int columns, String text, String classes) {

  private static final Pattern STYLED = Pattern.compile("\033\\[([\\d;]*)m|([^\033]+)");
  private static final Pattern PIECE = Pattern.compile("\\S+(?: \\S+)*");

  /** {@return the runs of a line, as a terminal of 256 colors would be told to show it} */
  static List<Run> of(int row, AttributedString line) {
    List<Run> runs = new ArrayList<>();
    String classes = "";
    int column = 0;
    Matcher part = STYLED.matcher(line.toAnsi(256, ForceMode.Force256Colors));
    while (part.find()) {
      if (part.group(1) != null) {
        classes = classes(part.group(1), classes);
      } else {
        add(runs, row, column, part.group(2), classes);
        column += width(part.group(2));
      }
    }
    return runs;
  }

  /** What a terminal makes of the numbers of an escape sequence, as far as the line needs it. */
  private static String classes(String numbers, String before) {
    String classes = before;
    Matcher number = Pattern.compile("38;5;(\\d+)|\\d+").matcher(numbers);
    if (numbers.isEmpty()) {
      return "";
    }
    while (number.find()) {
      classes =
          switch (number.group()) {
            case "0" -> "";
            case "1" -> classes + " bold";
            case "2" -> classes + " faint";
            case "4" -> classes + " under";
            case "22" -> classes.replaceAll(" (bold|faint)", "");
            case "24" -> classes.replace(" under", "");
            case "39" -> classes.replaceAll(" c\\d+", "");
            default -> classes.replaceAll(" c\\d+", "") + " c" + number.group(1);
          };
    }
    return classes;
  }

  /** Wide characters stand alone: a browser's font makes them as wide as it likes. */
  private static void add(List<Run> runs, int row, int column, String text, String classes) {
    Matcher piece = PIECE.matcher(text);
    while (piece.find()) {
      int at = column + width(text.substring(0, piece.start()));
      StringBuilder narrow = new StringBuilder();
      for (int c : piece.group().codePoints().toArray()) {
        if (WCWidth.wcwidth(c) == 2) {
          at = flush(runs, row, at, narrow, classes);
          at = flush(runs, row, at, narrow.appendCodePoint(c), classes);
        } else {
          narrow.appendCodePoint(c);
        }
      }
      flush(runs, row, at, narrow, classes);
    }
  }

  /** Spaces at either end would be lost in SVG, and nobody would see them anyway. */
  private static int flush(List<Run> runs, int row, int at, StringBuilder text, String classes) {
    String bare = text.toString().strip();
    int indent = text.indexOf(bare);
    if (!bare.isEmpty()) {
      runs.add(new Run(row, at + indent, width(bare), bare, classes.strip()));
    }
    int end = at + width(text);
    text.setLength(0);
    return end;
  }

  private static int width(CharSequence text) {
    return new AttributedString(text).columnLength();
  }
}
