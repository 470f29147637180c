package dev.parlance.chat.dialect;

import dev.parlance.chat.User;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The dialect of a small chat program over UDP: one datagram is one message, and the server speaks
 * as {@code [SERVER]}.
 *
 * <pre>
 * alice sends                     alice
 * everybody receives              [SERVER] alice has joined the chat.
 * alice sends                     hello
 * everybody, alice too, receives  alice ~ hello
 * alice sends                     -1
 * everybody else receives         [SERVER] alice has left the chat.
 * the server stops                [SERVER] Server is shutting down.
 * </pre>
 *
 * <p>The first datagram from an address is the name. The program's own server never notices that
 * somebody has left; here the datagram {@code -1} leaves, and so does silence for {@link
 * dev.parlance.chat.Limits#idle}. Its server shows {@code -1} as a message.
 *
 * <p>What is ambiguous on this wire: the source of a datagram can be forged, and datagrams may be
 * lost, doubled or swapped by the network. No datagram is longer than the {@value #READ} bytes that
 * the program's own reads take; a longer text goes out in several, each with its sender. Line
 * breaks inside a datagram separate messages, and those at its end are dropped.
 */
public record DatagramDialect() implements Dialect {

  /** The most that the program's own reads take of a datagram. */
  private static final int READ = 2048;

  private static final String SERVER = "[SERVER] ";
  private static final String STOPPING = "Server is shutting down.";
  private static final String LEAVE = "-1";
  private static final ServerSide SIDE = new ChunkServer(LEAVE);

  @Override
  public String name() {
    return "datagram";
  }

  @Override
  public int defaultPort() {
    return 65432;
  }

  @Override
  public Framing framing() {
    return Framing.DATAGRAMS;
  }

  @Override
  public boolean echoes() {
    return true;
  }

  @Override
  public void joined(User user, int online, Wire out) {
    out.text(SERVER).text(user.name()).text(" has joined the chat.");
  }

  @Override
  public void said(User user, ByteBuffer text, Wire out) {
    Texts.pieces(user.name() + " ~ ", text, READ, out);
  }

  @Override
  public void left(User user, int online, Wire out) {
    out.text(SERVER).text(user.name()).text(" has left the chat.");
  }

  @Override
  public void notice(String text, Wire out) {
    Texts.pieces(SERVER, Texts.bytes(text), READ, out);
  }

  @Override
  public void stopping(Wire out) {
    out.text(SERVER).text(STOPPING);
  }

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

  private static final class Client implements ClientSide {

    private static final Pattern MOVED =
        Pattern.compile("\\[SERVER] (.+) (has joined the chat\\.|has left the chat\\.)");

    private final String name;
    private boolean accepted;

    Client(String name) {
      this.name = name;
    }

    @Override
    public Framing framing() {
      return Framing.DATAGRAMS;
    }

    @Override
    public void opened(Host host) {
      host.send().text(name);
    }

    @Override
    public void received(ByteBuffer frame, Host host) {
      String message = Texts.string(frame);
      Matcher moved = MOVED.matcher(message);
      int tilde = message.indexOf(" ~ ");
      if (moved.matches()) {
        moved(moved.group(1), moved.group(2).startsWith("has joined"), host);
      } else if (message.startsWith(SERVER + "name ") && !accepted) {
        host.refused(message.substring(SERVER.length()));
      } else if (message.startsWith(SERVER)) {
        host.notice(message.substring(SERVER.length()));
        if (message.equals(SERVER + STOPPING)) {
          host.ended();
        }
      } else if (tilde > 0) {
        host.said(Addresses.user(message.substring(0, tilde)), message.substring(tilde + 3));
      } else {
        host.notice(message);
      }
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

    @Override
    public void say(ByteBuffer text, Wire out) {
      if (Texts.is(text, LEAVE) || !text.hasRemaining()) {
        throw new IllegalArgumentException(
            "the datagram dialect cannot say \"" + Texts.string(text) + "\"");
      }
      // The program's server puts the name in front, and that, too, has to fit into its reads.
      Texts.pieces("", text, READ - Texts.size(name + " ~ "), out);
    }

    @Override
    public void leave(Wire out) {
      out.text(LEAVE);
    }
  }
}
