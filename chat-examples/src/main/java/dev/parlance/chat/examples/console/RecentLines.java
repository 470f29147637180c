package dev.parlance.chat.examples.console;

import java.util.ArrayDeque;
import java.util.List;

/** The last lines of a log. Safe from any thread. */
final class RecentLines {

  /** More than any terminal has room for beside the rest. */
  private static final int KEPT = 200;

  private final ArrayDeque<String> lines = new ArrayDeque<>();

  synchronized void add(String line) {
    if (lines.size() == KEPT) {
      lines.removeFirst();
    }
    lines.addLast(line);
  }

  synchronized List<String> all() {
    return List.copyOf(lines);
  }
}
