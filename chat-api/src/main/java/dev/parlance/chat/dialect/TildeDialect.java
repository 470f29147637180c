package dev.parlance.chat.dialect;

import dev.parlance.chat.User;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The dialect of a small threaded chat program over TCP: no framing, {@code ~} between the sender
 * and the text, and the server speaking as {@code server}.
 *
 * <pre>
 * alice connects and sends        alice
 * everybody receives              server ~ alice has joined
 * alice sends                     hello
 * everybody, alice too, receives  alice ~ hello
 * alice disconnects
 * everybody else receives         server ~ alice has left the chat.
 * the server stops                server ~ Server is shutting down.
 * </pre>
 *
 * <p>One read is one message, and the first is the name. What is told to one member alone takes the
 * server's form, too: {@code server ~ name taken: alice}; the next read then tries again.
 *
 * <p>What is ambiguous on this wire: nothing separates two messages. Each is written by a call of
 * its own, which a reader that keeps up receives alone; one that lags receives several glued
 * together, or one cut in two. No message is longer than the {@value #READ} bytes that the
 * program's own reads take, so that none is cut for a reader that keeps up; a longer text goes out
 * in several messages, each with its sender. Line breaks inside one read separate messages, and
 * those at its end are dropped, so that no text can begin a line of its own for members of other
 * dialects.
 *
 * <p>The client half tells the server's forms apart by how messages begin; of messages glued
 * together it separates joins and leaves, which have an end of their own, and takes everything
 * after a sender for that sender's text.
 */
public record TildeDialect() implements Dialect {

  /** The most that the program's own reads take at once. */
  private static final int READ = 2048;

  private static final String SERVER = "server ~ ";
  private static final ServerSide SIDE = new ChunkServer("");

  @Override
  public String name() {
    return "tilde";
  }

  @Override
  public int defaultPort() {
    return 65432;
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
    out.text(SERVER).text(user.name()).text(" has joined");
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
    out.text(SERVER).text("Server is shutting down.");
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
        Pattern.compile("server ~ (.+?) (has joined|has left the chat\\.)");

    private final String name;
    private boolean accepted;

    Client(String name) {
      this.name = name;
    }

    @Override
    public Framing framing() {
      return Framing.CHUNKS;
    }

    @Override
    public void opened(Host host) {
      host.send().text(name);
    }

    @Override
    public void received(ByteBuffer frame, Host host) {
      String rest = Texts.string(frame);
      Matcher moved = MOVED.matcher(rest);
      while (moved.lookingAt()) {
        moved(moved.group(1), moved.group(2).equals("has joined"), host);
        rest = rest.substring(moved.end());
        moved.reset(rest);
      }
      if (!rest.isEmpty()) {
        message(rest, host);
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

    private void message(String message, Host host) {
      int tilde = message.indexOf(" ~ ");
      if (message.startsWith(SERVER + "name ") && !accepted) {
        host.refused(message.substring(SERVER.length()));
      } else if (message.startsWith(SERVER)) {
        host.notice(message.substring(SERVER.length()));
      } else if (tilde > 0) {
        host.said(Addresses.user(message.substring(0, tilde)), message.substring(tilde + 3));
      } else {
        host.notice(message);
      }
    }

    @Override
    public void say(ByteBuffer text, Wire out) {
      if (!text.hasRemaining()) {
        throw new IllegalArgumentException("the tilde dialect cannot say an empty text");
      }
      // The program's server puts the name in front, and that, too, has to fit into its reads.
      Texts.pieces("", text, READ - Texts.size(name + " ~ "), out);
    }
  }
}
