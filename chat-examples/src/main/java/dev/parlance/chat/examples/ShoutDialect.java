package dev.parlance.chat.examples;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.User;
import dev.parlance.chat.dialect.ClientSide;
import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.dialect.Framing;
import dev.parlance.chat.dialect.Guest;
import dev.parlance.chat.dialect.Host;
import dev.parlance.chat.dialect.LineDialect;
import dev.parlance.chat.dialect.ServerSide;
import dev.parlance.chat.dialect.Wire;
import dev.parlance.chat.transport.nio.NioTransport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A wire format of your own, in which names are shouted. The first line is the name.
 *
 * <pre>
 * $ nc localhost 7778
 * alice                       ← typed
 * HELLO ALICE, YOU ARE 1
 * BOB IS HERE
 * BOB! hi alice
 * BOB IS GONE
 * </pre>
 */
public record ShoutDialect() implements Dialect {

  /**
   * Serves one room in two dialects, until Enter is pressed.
   *
   * @param args none
   * @throws IOException when the keyboard cannot be read
   */
  public static void main(String[] args) throws IOException {
    NioTransport tcp = NioTransport.tcp();
    try (ChatServer server =
        ChatServer.builder()
            .listen(tcp, 7777, new LineDialect())
            .listen(tcp, 7778, new ShoutDialect())
            .start()) {
      System.out.println("listening on " + server.addresses() + "; Enter stops");
      System.in.read();
    }
  }

  @Override
  public String name() {
    return "shout";
  }

  @Override
  public int defaultPort() {
    return 7778;
  }

  @Override
  public Framing framing() {
    return Framing.LINES;
  }

  @Override
  public boolean echoes() {
    return false;
  }

  // What happens in the room, as bytes.

  @Override
  public void welcome(User user, int online, Wire out) {
    out.text("HELLO ").text(loud(user)).text(", YOU ARE ").number(online).text("\n");
  }

  @Override
  public void joined(User user, int online, Wire out) {
    out.text(loud(user)).text(" IS HERE\n");
  }

  @Override
  public void said(User user, ByteBuffer text, Wire out) {
    out.text(loud(user)).text("! ").bytes(text).text("\n");
  }

  @Override
  public void left(User user, int online, Wire out) {
    out.text(loud(user)).text(" IS GONE\n");
  }

  @Override
  public void notice(String text, Wire out) {
    out.text("ATTENTION: ").text(text).text("\n");
  }

  @Override
  public void stopping(Wire out) {
    notice("the server stops", out);
  }

  @Override
  public void problem(String text, Wire out) {
    out.text("NO: ").text(text).text("\n");
  }

  private static String loud(User user) {
    return user.name().toUpperCase(Locale.ROOT);
  }

  // What a peer's bytes mean.

  @Override
  public ServerSide serverSide() {
    return ShoutDialect::heard;
  }

  private static void heard(ByteBuffer line, Guest guest) {
    if (guest.user() == null) {
      guest.join(line);
    } else {
      guest.say(line);
    }
  }

  @Override
  public ClientSide clientSide(String name) {
    return new Client(name);
  }

  private record Client(String name) implements ClientSide {

    @Override
    public Framing framing() {
      return Framing.LINES;
    }

    @Override
    public void opened(Host host) {
      host.send().text(name).text("\n");
    }

    @Override
    public void received(ByteBuffer frame, Host host) {
      String line = StandardCharsets.UTF_8.decode(frame).toString();
      int space = line.indexOf(' ');
      String first = line.substring(0, Math.max(space, 0));
      String rest = line.substring(space + 1);
      if (first.endsWith("!")) {
        host.said(User.named(first.substring(0, space - 1)), rest);
      } else if (rest.equals("IS HERE")) {
        host.joined(User.named(first), Host.UNKNOWN);
      } else if (rest.equals("IS GONE")) {
        host.left(User.named(first), Host.UNKNOWN);
      } else if (first.equals("HELLO")) {
        host.accepted(User.named(name), Host.UNKNOWN);
      } else if (line.startsWith("NO: name ")) {
        host.refused(rest);
      } else {
        host.notice(line);
      }
    }

    @Override
    public void say(ByteBuffer text, Wire out) {
      out.bytes(text).text("\n");
    }
  }
}
