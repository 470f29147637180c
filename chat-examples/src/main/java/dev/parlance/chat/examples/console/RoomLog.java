package dev.parlance.chat.examples.console;

import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Listener;
import dev.parlance.chat.Message;
import dev.parlance.chat.User;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;

/** Logs what happens in a room: one event is one line, whatever is in it. */
final class RoomLog implements Listener {

  private final Logger log;

  /** Who joined and did not end yet; others that end never were in the room. */
  private final Set<User> members = new HashSet<>();

  RoomLog(Logger log) {
    this.log = log;
  }

  @Override
  public void message(Message message) {
    log.info("{}", line(message));
    if (message instanceof Message.Joined joined) {
      members.add(joined.user());
    }
  }

  @Override
  public void closed(User user, CloseReason reason) {
    if (members.remove(user)) {
      log.info("{}", line(user, reason));
    } else {
      log.debug("{}", line(user, reason));
    }
  }

  @Override
  public void missed(long count) {
    members.clear();
    log.warn("({} events are missing here: they came faster than they could be logged)", count);
  }

  static String line(Message message) {
    if (message instanceof Message.Said said) {
      return name(said.user()) + ": " + Printable.escaped(said.text());
    } else if (message instanceof Message.Joined joined) {
      return name(joined.user()) + " joined (" + joined.online() + " online)";
    } else if (message instanceof Message.Left left) {
      return name(left.user()) + " left (" + left.online() + " online)";
    } else if (message instanceof Message.Notice notice) {
      return "* " + Printable.escaped(notice.text());
    }
    throw new AssertionError(message);
  }

  static String line(User user, CloseReason reason) {
    String why = reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return name(user) + " disconnected: " + why;
  }

  private static String name(User user) {
    return Printable.escaped(user.name());
  }
}
