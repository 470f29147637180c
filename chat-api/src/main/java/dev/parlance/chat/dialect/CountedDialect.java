package dev.parlance.chat.dialect;

import dev.parlance.chat.User;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The dialect of a small select-based chat program over TCP that counts who is online: lines,
 * members known by their address, {@code -1} to leave. Its spelling is kept.
 *
 * <pre>
 * 127.0.0.1:5001 connects         &gt; Conncted to the chat server(1 user online)
 * and receives                    [You]                        (no line feed; a space at the end)
 * 127.0.0.1:5002 connects
 * everybody else receives         &gt; New user 127.0.0.1:5002 entered (2 users onlione)
 * it sends                        Hello
 * everybody else receives         [127.0.0.1:5002] Hello
 * it sends, without a line feed   -1
 * everybody else receives         &lt; The user 127.0.0.1:5002 left (1 user online)
 * </pre>
 *
 * <p>{@code user} when there is one or none, {@code users} otherwise. A member of another dialect
 * that has a name shows by its name in the place of the address. When the server stops, it says
 * nothing. What else there is to tell goes out as a plain line.
 *
 * <p>The program's client sends {@code -1} without a line feed when it is interrupted. So {@code
 * -1} leaves as a whole line, ended by a line feed, by the end of the input, or by a moment's
 * silence; the program's server takes it only as a read of its own. An empty line is said, as the
 * program does.
 */
public record CountedDialect() implements Dialect {

  private static final String LEAVE = "-1";
  private static final String PROMPT = "[You] ";
  private static final ServerSide SIDE = new Server();

  @Override
  public String name() {
    return "counted";
  }

  @Override
  public int defaultPort() {
    return 8888;
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
    out.text("> New user ").text(user.name()).text(" entered (");
    out.number(online).text(users(online)).text(" onlione)\n");
  }

  @Override
  public void welcome(User user, int online, Wire out) {
    out.text("> Conncted to the chat server(").number(online).text(users(online));
    out.text(" online)\n").text(PROMPT);
  }

  @Override
  public void said(User user, ByteBuffer text, Wire out) {
    out.text("[").text(user.name()).text("] ").bytes(text).text("\n");
  }

  @Override
  public void left(User user, int online, Wire out) {
    out.text("< The user ").text(user.name()).text(" left (");
    out.number(online).text(users(online)).text(" online)\n");
  }

  private static String users(int online) {
    return online > 1 ? " users" : " user";
  }

  @Override
  public void notice(String text, Wire out) {
    out.text(text).text("\n");
  }

  @Override
  public void stopping(Wire out) {}

  @Override
  public void problem(String text, Wire out) {
    out.text(text).text("\n");
  }

  @Override
  public ServerSide serverSide() {
    return SIDE;
  }

  @Override
  public ClientSide clientSide(String name) {
    return new Client();
  }

  private static final class Server implements ServerSide {

    @Override
    public void opened(Guest guest) {
      guest.joinByAddress();
    }

    @Override
    public void received(ByteBuffer line, Guest guest) {
      if (Texts.is(line, LEAVE)) {
        guest.leave();
      } else {
        guest.say(line);
      }
    }

    @Override
    public boolean quiet(ByteBuffer rest, Guest guest) {
      boolean leaves = Texts.is(rest, LEAVE);
      if (leaves) {
        guest.leave();
      }
      return leaves;
    }

    @Override
    public void ended(ByteBuffer rest, Guest guest) {
      if (rest.hasRemaining()) {
        received(rest, guest);
      }
    }
  }

  private static final class Client implements ClientSide {

    private static final Pattern WELCOME =
        Pattern.compile("> Conncted to the chat server\\((\\d+) users? online\\)");
    private static final Pattern JOINED =
        Pattern.compile("> New user (\\S+) entered \\((\\d+) users? onlione\\)");
    private static final Pattern LEFT =
        Pattern.compile("< The user (\\S+) left \\((\\d+) users? online\\)");
    private static final Pattern SAID = Pattern.compile("\\[(\\S+)] (.*)", Pattern.DOTALL);

    /** Whether the next line still has the prompt before it. */
    private boolean prompted;

    private boolean accepted;

    @Override
    public Framing framing() {
      return Framing.LINES;
    }

    @Override
    public void received(ByteBuffer frame, Host host) {
      String line = Texts.string(frame);
      if (prompted && line.startsWith(PROMPT)) {
        line = line.substring(PROMPT.length());
      }
      prompted = false;
      Matcher welcome = WELCOME.matcher(line);
      if (welcome.matches() && !accepted) {
        accepted = true;
        prompted = true;
        host.accepted(host.self(), Addresses.number(welcome.group(1)));
      } else {
        event(line, host);
      }
    }

    private static void event(String line, Host host) {
      Matcher joined = JOINED.matcher(line);
      Matcher left = LEFT.matcher(line);
      Matcher said = SAID.matcher(line);
      if (joined.matches()) {
        host.joined(Addresses.user(joined.group(1)), Addresses.number(joined.group(2)));
      } else if (left.matches()) {
        host.left(Addresses.user(left.group(1)), Addresses.number(left.group(2)));
      } else if (said.matches()) {
        host.said(Addresses.user(said.group(1)), said.group(2));
      } else {
        host.notice(line);
      }
    }

    @Override
    public void say(ByteBuffer text, Wire out) {
      if (Texts.is(text, LEAVE)) {
        throw new IllegalArgumentException(
            "the counted dialect cannot say \"-1\": it means leaving");
      }
      out.bytes(text).text("\n");
    }

    @Override
    public void leave(Wire out) {
      out.text(LEAVE);
    }
  }
}
