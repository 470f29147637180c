package dev.parlance.chat.examples.demo;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** The members' views side by side, as lines of a screen: each as wide as the screen is. */
final class Panes {

  /** A pane narrower than this would break most lines, and a lower one show too few. */
  private static final int NARROWEST = 24;

  private static final int LOWEST = 7;

  /** Higher than this a pane would stay empty below. */
  private static final int HIGHEST = 26;

  private static final int SLOTS = 6;
  private static final AttributedString GAP =
      new AttributedString(" ┆ ", AttributedStyle.DEFAULT.faint());

  private final Script script;
  private final int width;
  private final int columns;
  private final int lines;

  /** Lays out for a screen of that size; {@link #fits} tells whether it will do. */
  Panes(Script script, int width, int height) {
    this.script = script;
    this.width = width;
    this.columns = paneWidth(SLOTS) >= NARROWEST ? SLOTS : SLOTS / 2;
    int stacked = SLOTS / columns;
    this.lines = Math.max(1, Math.min(HIGHEST, (height - 2) / stacked - 2));
  }

  boolean fits() {
    return paneWidth(columns) >= NARROWEST && lines >= LOWEST;
  }

  private int paneWidth(int beside) {
    return Math.max(GAP.length(), (width - (beside - 1) * GAP.length()) / beside);
  }

  /** {@return the screen} */
  List<AttributedString> screen(String what, List<Actor> actors) {
    List<AttributedString> screen = new ArrayList<>();
    screen.add(script.headline(width));
    for (int slot = 0; slot < SLOTS; slot += columns) {
      screen.add(AttributedString.EMPTY);
      screen.addAll(row(slot, actors));
    }
    screen.add(script.caption(what));
    return screen.stream().map(line -> fitted(line, width)).toList();
  }

  private List<AttributedString> row(int first, List<Actor> actors) {
    List<List<AttributedString>> panes = new ArrayList<>();
    for (int slot = first; slot < first + columns; slot++) {
      panes.add(slot < actors.size() ? pane(slot, actors) : List.of());
    }
    List<AttributedString> rows = new ArrayList<>();
    for (int i = 0; i <= lines; i++) {
      AttributedStringBuilder row = new AttributedStringBuilder();
      for (List<AttributedString> pane : panes) {
        row.append(row.length() == 0 ? AttributedString.EMPTY : GAP);
        AttributedString line = i < pane.size() ? pane.get(i) : AttributedString.EMPTY;
        row.append(fitted(line, paneWidth(columns)));
      }
      rows.add(row.toAttributedString());
    }
    return rows;
  }

  /** The title, and as many of the last lines as there is room for. */
  private List<AttributedString> pane(int slot, List<Actor> actors) {
    List<AttributedString> pane = new ArrayList<>();
    for (AttributedString line : script.lines(slot, actors)) {
      pane.addAll(Wrapping.wrapped(line, paneWidth(columns)));
    }
    List<AttributedString> seen = pane.subList(Math.max(0, pane.size() - lines), pane.size());
    AttributedString title = script.title(slot, actors.get(slot), paneWidth(columns));
    List<AttributedString> whole = new ArrayList<>(List.of(title));
    whole.addAll(seen);
    return whole;
  }

  private static AttributedString fitted(AttributedString line, int width) {
    AttributedString cut = line.columnSubSequence(0, width);
    AttributedStringBuilder fitted = new AttributedStringBuilder().append(cut);
    return fitted.append(" ".repeat(width - cut.columnLength())).toAttributedString();
  }
}
