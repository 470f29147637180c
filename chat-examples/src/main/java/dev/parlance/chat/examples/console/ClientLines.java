package dev.parlance.chat.examples.console;

import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Message;
import java.util.Locale;

/** What the console client says in words of its own. */
final class ClientLines {

  private ClientLines() {}

  /** Tells how many are in the room, where that is known. */
  static String online(int count) {
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
