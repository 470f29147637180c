package dev.parlance.chat.examples.console;

import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Message;
import java.util.Locale;

/** How the console client shows what happens. */
final class ClientLines {

  private ClientLines() {}

  static String of(Message message) {
    return Printable.replaced(raw(message));
  }

  private static String raw(Message message) {
    if (message instanceof Message.Said said) {
      return said.user().name() + ": " + said.text();
    } else if (message instanceof Message.Joined joined) {
      return "+ " + joined.user().name() + online(joined.online());
    } else if (message instanceof Message.Left left) {
      return "- " + left.user().name() + online(left.online());
    } else if (message instanceof Message.Notice notice) {
      return "* " + notice.text();
    }
    throw new AssertionError(message);
  }

  private static String online(int count) {
    return count == Message.ONLINE_UNKNOWN ? "" : " (" + count + " online)";
  }

  /** Says why a conversation ended that this side did not end. */
  static String ended(CloseReason reason) {
    return switch (reason) {
      case PEER_CLOSED -> "the server ended the connection";
      case CONNECTION_LOST -> "the connection to the server broke";
      default ->
          "the connection ended: " + reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }
}
