package dev.parlance.chat.examples.demo;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;

/** Breaks lines that are wider than their place: between words where that goes. */
final class Wrapping {

  /** What goes on stands under the text, and not under the arrow before it. */
  private static final AttributedString INDENT = new AttributedString("  ");

  private Wrapping() {}

  /** {@return the line in pieces of at most {@code width} columns} */
  static List<AttributedString> wrapped(AttributedString line, int width) {
    List<AttributedString> pieces = new ArrayList<>();
    AttributedString rest = line;
    while (rest.columnLength() > width) {
      AttributedString piece = rest.columnSubSequence(0, width);
      int end = piece.length();
      int space = piece.toString().lastIndexOf(' ');
      if (rest.charAt(end) != ' ' && space > INDENT.length() + width / 3) {
        end = space;
      }
      pieces.add(rest.subSequence(0, end));
      int next = rest.charAt(end) == ' ' ? end + 1 : end;
      rest =
          AttributedString.join(
              AttributedString.EMPTY, INDENT, rest.substring(next, rest.length()));
    }
    pieces.add(rest);
    return pieces;
  }
}
