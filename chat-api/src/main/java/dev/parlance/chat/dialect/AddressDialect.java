package dev.parlance.chat.dialect;

import dev.parlance.chat.User;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The dialect of a small select-based chat program over TCP whose members are known by their
 * address as Python prints it: lines, and carriage returns that let a terminal overwrite its
 * prompt.
 *
 * <pre>
 * 127.0.0.1:5001 connects         (nothing)
 * 127.0.0.1:5002 connects
 * everybody else receives         [127.0.0.1:5002] entered room
 * it sends                        hello
 * everybody else receives         \r&lt;('127.0.0.1', 5002)&gt; hello
 * it disconnects
 * everybody else receives         Client (127.0.0.1, 5002) is offline       (no line feed)
 * </pre>
 *
 * <p>A member of another dialect that has a name shows by its name in the place of the address:
 * {@code [alice] entered room}, {@code \r<alice> hello}, {@code Client (alice) is offline}. When
 * the server stops, it says nothing. What else there is to tell goes out as a plain line. An empty
 * line is said, as the program does.
 *
 * <p>What is ambiguous on this wire: the program's server relays reads and not lines, so that a
 * text with line feeds in one read shows its later lines without a sender. Here each line has its
 * sender. The client half takes a line in no known form for a notice.
 */
public record AddressDialect() implements Dialect {

  private static final ServerSide SIDE = new Server();

  @Override
  public String name() {
    return "address";
  }

  @Override
  public int defaultPort() {
    return 5000;
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
    out.text("[").text(user.name()).text("] entered room\n");
  }

  @Override
  public void said(User user, ByteBuffer text, Wire out) {
    out.text("\r<");
    if (user.isNamed()) {
      out.text(user.name());
    } else {
      out.text("('").text(user.host()).text("', ").number(user.port()).text(")");
    }
    out.text("> ").bytes(text).text("\n");
  }

  @Override
  public void left(User user, int online, Wire out) {
    out.text("Client (");
    if (user.isNamed()) {
      out.text(user.name());
    } else {
      out.text(user.host()).text(", ").number(user.port());
    }
    out.text(") is offline");
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
      guest.say(line);
    }

    @Override
    public void ended(ByteBuffer rest, Guest guest) {
      if (rest.hasRemaining()) {
        guest.say(rest);
      }
    }
  }

  /** Reads chunks and finds the lines by itself: leaving is told without a line feed. */
  private static final class Client implements ClientSide {

    private static final Pattern JOINED = Pattern.compile("\\[(\\S+)] entered room");
    private static final Pattern SAID =
        Pattern.compile("\r<(?:\\('([^']*)', (\\d+)\\)|([^>\\s]+))> (.*)", Pattern.DOTALL);
    private static final Pattern LEFT =
        Pattern.compile("Client \\((?:([^,)]*), (\\d+)|([^,)]*))\\) is offline");
    private static final String LEFT_START = "Client (";

    /** Begins a message even where the program relayed one before it that had no line feed. */
    private static final String SAID_START = "\r<";

    /** More than this without a line feed is no line of this dialect. */
    private static final int LONGEST = 64 << 10;

    private String unread = "";

    @Override
    public Framing framing() {
      return Framing.CHUNKS;
    }

    @Override
    public void opened(Host host) {
      host.accepted(host.self(), Host.UNKNOWN);
    }

    @Override
    public void received(ByteBuffer frame, Host host) {
      unread += Texts.string(frame);
      while (takeLeft(host) || takeLine(host)) {
        // Each takes something off the unread text.
      }
      if (unread.length() > LONGEST) {
        host.notice(unread);
        unread = "";
      }
    }

    @Override
    public void ended(ByteBuffer rest, Host host) {
      if (!unread.isEmpty()) {
        line(unread, host);
      }
    }

    private boolean takeLeft(Host host) {
      Matcher left = LEFT.matcher(unread);
      if (!unread.startsWith(LEFT_START) || !left.lookingAt()) {
        return false;
      }
      host.left(user(left.group(1), left.group(2), left.group(3)), Host.UNKNOWN);
      unread = unread.substring(left.end());
      return true;
    }

    private boolean takeLine(Host host) {
      int feed = unread.indexOf('\n');
      int next = unread.indexOf(SAID_START, 1);
      boolean unended = next > 0 && (feed < 0 || next < feed);
      int end = unended ? next : feed;
      if (end < 0) {
        return false;
      }
      line(unread.substring(0, end), host);
      unread = unread.substring(unended ? end : end + 1);
      return true;
    }

    private static void line(String ended, Host host) {
      String line = ended.endsWith("\r") ? ended.substring(0, ended.length() - 1) : ended;
      Matcher joined = JOINED.matcher(line);
      Matcher said = SAID.matcher(line);
      if (joined.matches()) {
        host.joined(Addresses.user(joined.group(1)), Host.UNKNOWN);
      } else if (said.matches()) {
        host.said(user(said.group(1), said.group(2), said.group(3)), said.group(4));
      } else {
        host.notice(line);
      }
    }

    private static User user(String host, String port, String name) {
      return name != null ? User.named(name) : User.unnamed(host, Addresses.number(port));
    }

    @Override
    public void say(ByteBuffer text, Wire out) {
      out.bytes(text).text("\n");
    }
  }
}
