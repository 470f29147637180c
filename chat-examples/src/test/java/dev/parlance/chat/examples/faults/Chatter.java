package dev.parlance.chat.examples.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;

/** A member of a {@code line} room on a plain socket. */
final class Chatter implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  private final BufferedReader lines;

  Chatter(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
  }

  /** Joins, and waits to be welcomed. */
  Chatter join(String name) throws IOException {
    say(name);
    assertEquals("* name?", next());
    String welcome = next();
    assertEquals("* welcome " + name, welcome.substring(0, welcome.indexOf(" (")));
    return this;
  }

  void say(String text) throws IOException {
    socket.getOutputStream().write((text + "\n").getBytes(UTF_8));
  }

  /** The next line. */
  String next() throws IOException {
    String line = lines.readLine();
    assertNotNull(line, "the end");
    return line;
  }

  /** Skips who came and went; the next that somebody said is this. */
  void hears(String text) throws IOException {
    assertEquals(text, nextBesidesNotices());
  }

  private String nextBesidesNotices() throws IOException {
    String line = next();
    while (line.startsWith("+ ") || line.startsWith("- ")) {
      line = next();
    }
    return line;
  }

  /** Asks who is online, and skips who came and went before the answer. */
  String who() throws IOException {
    say("/who");
    return nextBesidesNotices();
  }

  /** Reads up to the end, whichever it is. */
  void awaitEnd() throws IOException {
    try {
      while (lines.readLine() != null) {}
    } catch (SocketException reset) {
      // An end, too.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
