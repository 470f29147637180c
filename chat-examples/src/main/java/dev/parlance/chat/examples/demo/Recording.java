package dev.parlance.chat.examples.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jline.utils.AttributedString;

/** A stage that nobody watches: what a terminal would show, and for how long, for a picture. */
final class Recording implements Stage {

  /** As much as is still readable where a page shows a picture as wide as its text. */
  static final int WIDTH = 121;

  static final int HEIGHT = 46;

  /**
   * From when to when something was to be seen.
   *
   * @param from in beats since the beginning
   * @param to in beats; {@link #FOREVER} if it was still there at the end
   */
  record Interval(int from, int to) {
    static final int FOREVER = Integer.MAX_VALUE;
  }

  private final Panes panes;
  private final Map<Run, Interval> open = new LinkedHashMap<>();
  private final Map<Run, List<Interval>> seen = new LinkedHashMap<>();
  private int now;

  Recording(Script script) {
    panes = new Panes(script, WIDTH, HEIGHT);
  }

  @Override
  public void moment(String what, List<Actor> actors, int beats) {
    Map<Run, Interval> shown = new LinkedHashMap<>();
    List<AttributedString> screen = panes.screen(what, actors);
    for (int row = 0; row < screen.size(); row++) {
      for (Run run : Run.of(row, screen.get(row))) {
        Interval since = open.remove(run);
        shown.put(run, since == null ? new Interval(now, Interval.FOREVER) : since);
      }
    }
    open.forEach((run, interval) -> add(run, new Interval(interval.from(), now)));
    open.clear();
    open.putAll(shown);
    now += beats;
  }

  private void add(Run run, Interval interval) {
    seen.computeIfAbsent(run, any -> new ArrayList<>()).add(interval);
  }

  /** {@return how many beats it took} */
  int beats() {
    return now;
  }

  /** {@return what was to be seen, and when} */
  Map<Run, List<Interval>> seen() {
    Map<Run, List<Interval>> all = new LinkedHashMap<>();
    seen.forEach((run, intervals) -> all.put(run, new ArrayList<>(intervals)));
    open.forEach((run, last) -> all.computeIfAbsent(run, any -> new ArrayList<>()).add(last));
    return all;
  }
}
