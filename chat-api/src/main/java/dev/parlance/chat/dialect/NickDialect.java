package dev.parlance.chat.dialect;

import dev.parlance.chat.User;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The dialect of a small threaded chat program over TCP whose clients put their names before what
 * they say: no framing, and {@code NICK} to ask for the name.
 *
 * <pre>
 * alice connects and receives     NICK
 * it sends                        alice
 * everybody receives              alice joined!
 * alice alone receives            Connected to server!
 * alice sends                     alice: hello
 * everybody, alice too, receives  alice: hello
 * alice disconnects
 * everybody else receives         alice left!
 * </pre>
 *
 * <p>The program's server relays what it reads unchanged, so that any client can speak as another.
 * Here a text goes out with the name of the member that sent it in front: unchanged if it begins
 * with that, and otherwise with it added, so that {@code bob: hi} sent by alice shows as {@code
 * alice: bob: hi}. When the server stops, it says nothing. What else there is to tell goes out as
 * plain text.
 *
 * <p>The program's own clients speak ASCII; other valid UTF-8 passes through unchanged. Mind that
 * the program's client ends itself when it receives anything but ASCII: where such clients share a
 * room with people who write other characters, {@link #asciiOnly} shows those as {@code ?}.
 *
 * <p>What is ambiguous on this wire: nothing separates two messages. Each is written by a call of
 * its own, which a reader that keeps up receives alone; one that lags receives several glued
 * together, or one cut in two. No message is longer than the {@value #READ} bytes that the
 * program's own reads take; a longer text goes out in several, each with its sender. Line breaks
 * inside one read separate messages, and those at its end are dropped.
 *
 * @param ascii whether characters beyond ASCII are shown as question marks
 */
public record NickDialect(boolean ascii) implements Dialect {

  /** The most that the program's own reads take at once. */
  private static final int READ = 1024;

  private static final String ASK = "NICK";
  private static final String WELCOME = "Connected to server!";
  private static final ServerSide SIDE = new Server();

  /** Passes characters beyond ASCII through. */
  public NickDialect() {
    this(false);
  }

  /** {@return the dialect with characters beyond ASCII shown as question marks} */
  public static NickDialect asciiOnly() {
    return new NickDialect(true);
  }

  @Override
  public String name() {
    return "nick";
  }

  @Override
  public int defaultPort() {
    return 55555;
  }

  @Override
  public Framing framing() {
    return Framing.CHUNKS;
  }

  @Override
  public boolean echoes() {
    return true;
  }

  @Override
  public void joined(User user, int online, Wire out) {
    out.text(user.name()).text(" joined!");
  }

  @Override
  public void welcome(User user, int online, Wire out) {
    out.text(WELCOME);
  }

  @Override
  public void said(User user, ByteBuffer text, Wire out) {
    Texts.pieces(user.name() + ": ", ascii ? Texts.ascii(text) : text, READ, out);
  }

  @Override
  public void left(User user, int online, Wire out) {
    out.text(user.name()).text(" left!");
  }

  @Override
  public void notice(String text, Wire out) {
    ByteBuffer bytes = Texts.bytes(text);
    Texts.pieces("", ascii ? Texts.ascii(bytes) : bytes, READ, out);
  }

  @Override
  public void stopping(Wire out) {}

  @Override
  public void problem(String text, Wire out) {
    notice(text, out);
  }

  @Override
  public ServerSide serverSide() {
    return SIDE;
  }

  @Override
  public ClientSide clientSide(String name) {
    return new Client(name);
  }

  private static final class Server implements ServerSide {

    @Override
    public void opened(Guest guest) {
      guest.reply().text(ASK);
    }

    @Override
    public void received(ByteBuffer frame, Guest guest) {
      ByteBuffer message = Texts.withoutLineBreak(frame);
      User user = guest.user();
      if (user == null) {
        guest.join(message);
      } else {
        sayLines(message, user.name() + ": ", guest);
      }
    }

    private static void sayLines(ByteBuffer message, String prefix, Guest guest) {
      int limit = message.limit();
      do {
        int next = Texts.nextLine(message);
        if (Texts.startsWith(message, prefix)) {
          message.position(message.position() + prefix.length());
        }
        guest.say(message);
        message.limit(limit).position(next);
      } while (message.hasRemaining());
    }
  }

  private static final class Client implements ClientSide {

    /**
     * A name, or an address. One with a space is nobody's but perhaps one's own: a plain notice has
     * spaces, too, and must not look like somebody's joining or text.
     */
    private static final String SOMEBODY = "\\[[^]\\s]*]:\\d+|[^:\\s]+(?::\\d+)?";

    private final String name;
    private final Pattern moved;
    private final Pattern said;
    private boolean asked;
    private boolean accepted;

    Client(String name) {
      String who = "(" + Pattern.quote(name) + "|" + SOMEBODY + ")";
      this.name = name;
      this.moved = Pattern.compile(who + " (joined!|left!)");
      this.said = Pattern.compile(who + ": (.*)", Pattern.DOTALL);
    }

    @Override
    public Framing framing() {
      return Framing.CHUNKS;
    }

    @Override
    public void received(ByteBuffer frame, Host host) {
      String rest = Texts.string(frame);
      if (!asked && rest.startsWith(ASK)) {
        asked = true;
        host.send().text(name);
        rest = rest.substring(ASK.length());
      }
      rest = withoutWelcome(rest);
      Matcher move = moved.matcher(rest);
      while (move.lookingAt()) {
        moved(move.group(1), move.group(2).equals("joined!"), host);
        rest = withoutWelcome(rest.substring(move.end()));
        move.reset(rest);
      }
      if (!rest.isEmpty()) {
        message(rest, host);
      }
    }

    private static String withoutWelcome(String message) {
      return message.startsWith(WELCOME) ? message.substring(WELCOME.length()) : message;
    }

    private void moved(String who, boolean joined, Host host) {
      if (joined && !accepted && who.equals(name)) {
        accepted = true;
        host.accepted(User.named(name), Host.UNKNOWN);
      } else if (joined) {
        host.joined(Addresses.user(who), Host.UNKNOWN);
      } else {
        host.left(Addresses.user(who), Host.UNKNOWN);
      }
    }

    private void message(String message, Host host) {
      Matcher text = said.matcher(message);
      boolean refusal =
          message.startsWith("name taken: ") || message.startsWith("name not allowed: ");
      if (!accepted && refusal) {
        host.refused(message);
      } else if (text.matches()) {
        host.said(Addresses.user(text.group(1)), text.group(2));
      } else {
        host.notice(message);
      }
    }

    @Override
    public void say(ByteBuffer text, Wire out) {
      Texts.pieces(name + ": ", text, READ, out);
    }
  }
}
