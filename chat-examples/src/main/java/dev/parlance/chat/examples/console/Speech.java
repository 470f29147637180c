package dev.parlance.chat.examples.console;

import dev.parlance.chat.ChatClient;
import dev.parlance.chat.ChatException;
import dev.parlance.chat.Message;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What the person types: texts, commands to the server, and commands to the console itself. */
final class Speech {

  private static final String SAY = "/say ";

  private static final String COMMANDS =
      "* /who: who was seen here; /say TEXT: says TEXT as it is; /quit or -1: leaves";

  private final ChatClient client;
  private final ChatConsole console;
  private final Transcript transcript;
  private final Roster roster;
  private final boolean echoed;

  /**
   * Speaks by {@code client}.
   *
   * @param echoed whether the server sends back what one says oneself
   */
  Speech(
      ChatClient client,
      ChatConsole console,
      Transcript transcript,
      Roster roster,
      boolean echoed) {
    this.client = client;
    this.console = console;
    this.transcript = transcript;
    this.roster = roster;
    this.echoed = echoed;
  }

  /** Asks who is there, where there is somebody to answer and somebody to read it. */
  void begin() {
    try {
      if (console.isTerminal()) {
        client.command("/who");
      }
    } catch (UnsupportedOperationException | ChatException unanswered) {
      // Then it will show in time who is there, or that nobody is.
      return;
    }
  }

  /** Does what a line asks for, or throws what {@link ChatClient} does. */
  void typed(String line) {
    if (line.startsWith(SAY)) {
      say(line.substring(SAY.length()));
    } else if (line.startsWith("/") || isLogin(line)) {
      command(line);
    } else if (!line.isEmpty()) {
      say(line);
    }
  }

  private void say(String text) {
    client.send(text);
    if (console.isTerminal() && !echoed) {
      console.print(transcript.own(Instant.now(), client.user().name(), text));
    }
  }

  /** A server that has commands answers them; for others, what can be done is done here. */
  private void command(String line) {
    if (line.equals("/help") && console.isTerminal()) {
      aside("* Tab completes names and commands; Up and Down show what you said before");
    }
    try {
      client.command(line);
    } catch (UnsupportedOperationException none) {
      switch (line) {
        case "/help" -> aside(COMMANDS);
        case "/who" -> aside("* " + known());
        default -> {
          if (isLogin(line)) {
            throw new UnsupportedOperationException("this dialect has no /login, not sent");
          }
          throw none;
        }
      }
    }
  }

  /** Says who is known to be here, and that there may be others. */
  private String known() {
    List<String> names = roster.names();
    int online = client.online();
    String count = online == Message.ONLINE_UNKNOWN ? "" : online + " online; ";
    String seen = count + "seen so far: " + String.join(" ", names);
    return online == names.size() ? seen : seen + "; of others this dialect does not tell";
  }

  private void aside(String text) {
    console.print(transcript.aside(Instant.now(), text));
  }

  /**
   * Tells whether there is a secret in a line. One that is typed too late is for the server to
   * refuse, and not for the room, the screen or the history.
   */
  static boolean isLogin(String line) {
    return line.strip().toLowerCase(Locale.ROOT).startsWith("/login");
  }
}
