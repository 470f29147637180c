package dev.parlance.chat.testkit.history;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the {@code line} dialect. What looks like an answer to a command is taken for one. */
record LineReading() implements Reading {

  private static final Pattern WELCOME = Pattern.compile("\\* welcome (\\S+) \\((\\d+) online\\)");
  private static final Pattern MOVED = Pattern.compile("([+-]) (\\S+) \\((\\d+) online\\)");
  private static final Pattern ANSWER = Pattern.compile("! .*|\\* \\d+ online: .*|\\* /who: .*");
  private static final String STOPPING = "* server is shutting down";

  @Override
  public boolean echoes() {
    return false;
  }

  @Override
  public @Nullable Event welcome(String line, String self) {
    Matcher welcome = WELCOME.matcher(line);
    return welcome.matches() && welcome.group(1).equals(self)
        ? Event.joined(self, Long.parseLong(welcome.group(2)))
        : null;
  }

  @Override
  public @Nullable Event read(String line) {
    if (ANSWER.matcher(line).matches()) {
      return null;
    }
    if (line.startsWith("* ")) {
      String text = line.substring(2);
      return line.equals(STOPPING) ? Event.stopping(text) : Event.notice(text);
    }
    Matcher moved = MOVED.matcher(line);
    if (moved.matches()) {
      long online = Long.parseLong(moved.group(3));
      return moved.group(1).equals("+")
          ? Event.joined(moved.group(2), online)
          : Event.left(moved.group(2), online);
    }
    int colon = line.indexOf(": ");
    return colon > 0
        ? Event.said(line.substring(0, colon), line.substring(colon + 2))
        : Event.notice(line);
  }
}
