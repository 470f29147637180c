package dev.parlance.chat.dialect;

import dev.parlance.chat.User;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Parlance's own dialect, made for a person with {@code nc} and for a program alike: lines of
 * UTF-8.
 *
 * <pre>
 * $ nc localhost 7777
 * * name?
 * alice                       ← typed
 * * welcome alice (1 online)
 * + bob (2 online)
 * hello                       ← typed, not echoed
 * bob: hi alice
 * -1                          ← typed; the server closes
 * </pre>
 *
 * <p>From the server, the first characters of a line decide: {@code * } is a notice, {@code ! } a
 * refusal or error, {@code + } and {@code - } somebody joined or left, and anything else is {@code
 * <name>: <text>}. No name holds a space or begins with one of these characters, so the forms
 * cannot be confused, and nobody can forge one.
 *
 * <p>In the place of the name, {@code /login NAME SECRET} joins by that name and hands the secret,
 * which is the rest of the line, to the server's {@link dev.parlance.chat.Authenticator}; it goes
 * nowhere else. From a member it is refused, however it is spelled and whatever spaces are before
 * it, lest a secret that is typed too late be said to the room; only {@code /say} says it.
 *
 * <p>To the server, after the name: a line is a message, except {@code -1} (leave), an empty line
 * (nothing), and lines that begin with a slash: {@code /who}, {@code /help}, {@code /quit}, and
 * {@code /say <text>}, which says any text literally. {@link ClientSide#say} uses {@code /say} by
 * itself when it must.
 */
public record LineDialect() implements Dialect {

  static final String LEAVE = "-1";
  static final String SAY = "/say ";
  static final String LOGIN = "/login";

  /** Names that one answer to {@code /who} lists at most, so that it stays a short line. */
  private static final int WHO = 100;

  private static final ServerSide SERVER = new Server();

  @Override
  public String name() {
    return "line";
  }

  @Override
  public int defaultPort() {
    return 7777;
  }

  @Override
  public Framing framing() {
    return Framing.LINES;
  }

  @Override
  public boolean echoes() {
    return false;
  }

  @Override
  public void joined(User user, int online, Wire out) {
    out.text("+ ").text(user.name()).text(" (").number(online).text(" online)\n");
  }

  @Override
  public void welcome(User user, int online, Wire out) {
    out.text("* welcome ").text(user.name()).text(" (").number(online).text(" online)\n");
  }

  @Override
  public void said(User user, ByteBuffer text, Wire out) {
    out.text(user.name()).text(": ").bytes(text).text("\n");
  }

  @Override
  public void left(User user, int online, Wire out) {
    out.text("- ").text(user.name()).text(" (").number(online).text(" online)\n");
  }

  @Override
  public void notice(String text, Wire out) {
    out.text("* ").text(text).text("\n");
  }

  @Override
  public void stopping(Wire out) {
    out.text("* server is shutting down\n");
  }

  @Override
  public void problem(String text, Wire out) {
    out.text("! ").text(text).text("\n");
  }

  @Override
  public ServerSide serverSide() {
    return SERVER;
  }

  @Override
  public ClientSide clientSide(String name) {
    return new LineClient(name, null);
  }

  @Override
  public ClientSide clientSide(String name, char[] secret) {
    if (name.isEmpty() || name.indexOf(' ') >= 0 || name.indexOf('\t') >= 0) {
      throw new IllegalArgumentException("a name to log in by must not be empty or hold spaces");
    }
    return new LineClient(name, secret);
  }

  /** Whether a text would be taken for a command, or refused for one, if it were sent as it is. */
  static boolean isCommand(ByteBuffer text) {
    int start = Server.afterSpaces(text, text.position());
    return start < text.limit() && text.get(start) == '/';
  }

  private static final class Server implements ServerSide {

    @Override
    public void opened(Guest guest) {
      guest.reply().text("* name?\n");
    }

    @Override
    public void received(ByteBuffer line, Guest guest) {
      if (Texts.is(line, LEAVE) || Texts.is(line, "/quit")) {
        guest.leave();
      } else if (isLogin(line)) {
        login(line, guest);
      } else if (guest.user() == null) {
        guest.join(line);
      } else if (line.hasRemaining() && line.get(line.position()) == '/') {
        command(line, guest);
      } else if (line.hasRemaining()) {
        guest.say(line);
      }
    }

    /** Whether a line is meant to log in, at the right time or not. */
    private static boolean isLogin(ByteBuffer line) {
      int start = afterSpaces(line, line.position());
      int end = start + LOGIN.length();
      for (int i = start; i < end; i++) {
        if (i >= line.limit()
            || Character.toLowerCase((char) line.get(i)) != LOGIN.charAt(i - start)) {
          return false;
        }
      }
      return end == line.limit() || isSpace(line.get(end));
    }

    private static void login(ByteBuffer line, Guest guest) {
      int name = afterSpaces(line, afterSpaces(line, line.position()) + LOGIN.length());
      int nameEnd = name;
      while (nameEnd < line.limit() && !isSpace(line.get(nameEnd))) {
        nameEnd++;
      }
      if (guest.user() != null) {
        guest.problem("you are logged in already, not sent");
      } else if (nameEnd + 1 >= line.limit()) {
        guest.problem("name not allowed: log in by /login NAME SECRET");
      } else {
        ByteBuffer secret = line.duplicate().position(nameEnd + 1);
        guest.join(line.position(name).limit(nameEnd), secret);
      }
    }

    private static int afterSpaces(ByteBuffer line, int from) {
      int i = from;
      while (i < line.limit() && isSpace(line.get(i))) {
        i++;
      }
      return i;
    }

    private static boolean isSpace(byte b) {
      return b == ' ' || b == '\t';
    }

    private static void command(ByteBuffer line, Guest guest) {
      if (Texts.startsWith(line, SAY)) {
        line.position(line.position() + SAY.length());
        guest.say(line);
      } else if (Texts.is(line, "/who")) {
        who(guest);
      } else if (Texts.is(line, "/help")) {
        guest
            .reply()
            .text("* /who: who is online; /say TEXT: says TEXT as it is; /quit or -1: leaves\n");
      } else {
        guest.problem("unknown command: " + firstWord(line) + " (try /help)");
      }
    }

    private static void who(Guest guest) {
      int online = guest.online();
      List<User> users = guest.users(WHO);
      Wire out = guest.reply().text("* ").number(online).text(" online:");
      for (User user : users) {
        out.text(" ").text(user.name());
      }
      if (users.size() < online) {
        out.text(" and ").number(online - users.size()).text(" more");
      }
      out.text("\n");
    }

    /** The command as typed, as far as it is harmless to show. */
    private static String firstWord(ByteBuffer line) {
      StringBuilder word = new StringBuilder();
      for (int i = line.position(); i < line.limit() && word.length() < 32; i++) {
        char c = (char) line.get(i);
        if (c <= ' ' || c >= 0x7f) {
          break;
        }
        word.append(c);
      }
      return word.toString();
    }
  }
}
