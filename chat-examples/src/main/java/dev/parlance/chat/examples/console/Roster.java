package dev.parlance.chat.examples.console;

import dev.parlance.chat.Message;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who is known to be in the room: whoever was seen to join or heard to speak, and did not leave.
 * Only the {@code line} dialect tells who was there before, when it is asked. Safe from any thread.
 */
final class Roster {

  /** How many names are kept; those of a larger crowd are of no use to anybody who types. */
  private static final int MOST = 10_000;

  /** What the {@code line} dialect answers to {@code /who}. */
  private static final Pattern WHO = Pattern.compile("\\d+ online: (\\S+(?: (?!and )\\S+)*).*");

  private final TreeMap<String, String> names = new TreeMap<>();

  /** Learns from what happened. */
  synchronized void learn(Message message) {
    if (message instanceof Message.Joined joined) {
      add(joined.user().name());
    } else if (message instanceof Message.Said said) {
      add(said.user().name());
    } else if (message instanceof Message.Left left) {
      names.remove(key(left.user().name()));
    } else if (message instanceof Message.Notice notice) {
      answer(notice.text());
    }
  }

  private void answer(String text) {
    Matcher who = WHO.matcher(text);
    if (who.matches()) {
      for (String name : who.group(1).split(" ", -1)) {
        add(name);
      }
    }
  }

  /** Adds a name, unless it is none that a terminal could show as it is. */
  synchronized void add(String name) {
    boolean plain = !name.isBlank() && Printable.replaced(name).equals(name);
    if (plain && names.size() < MOST) {
      names.put(key(name), name);
    }
  }

  /** {@return the names, in the order of the alphabet} */
  synchronized List<String> names() {
    return List.copyOf(names.values());
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
