package dev.parlance.chat.examples.demo;

import dev.parlance.chat.ChatException;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A member of the room: whom it is known as, what it sent, and what it was seen to receive. */
final class Actor implements Closeable {

  /** How long anything may take, on a machine that has much else to do, before it is a failure. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /**
   * A line that was sent or received.
   *
   * @param sent whether this member sent it
   * @param text as it was on the wire, less the line feed
   */
  record Line(boolean sent, String text) {}

  private final Tongue tongue;
  private final String transport;
  private final PlainSocket socket;
  private final Identity identity;
  private final List<Line> lines = new ArrayList<>();

  /**
   * Connects.
   *
   * @param name empty where the dialect has no names
   * @param transport what the server does at its end
   */
  Actor(Tongue tongue, String name, String transport, int port) throws IOException {
    this.tongue = tongue;
    this.transport = transport;
    socket =
        tongue.isDatagrams() ? PlainSocket.udp(port, PATIENCE) : PlainSocket.tcp(port, PATIENCE);
    identity = new Identity(name, "127.0.0.1", socket.local().getPort());
  }

  Tongue tongue() {
    return tongue;
  }

  String transport() {
    return transport;
  }

  Identity identity() {
    return identity;
  }

  List<Line> lines() {
    return lines;
  }

  /** Sends {@code text} as it is. */
  void sends(String text) throws IOException {
    socket.send(text);
    show(true, text);
  }

  /** Waits until {@code text} has come, and fails if anything else does. */
  void hears(String text) throws IOException {
    int size = text.getBytes(StandardCharsets.UTF_8).length;
    while (socket.unheardBytes() < size) {
      check(awaitsMore(text), text);
    }
    check(socket.unheard().startsWith(text), text);
    socket.take(text);
    show(false, text);
  }

  /** Waits until all of {@code texts} have come, in whatever order; returns in which. */
  List<Integer> hearsAll(List<String> texts) throws IOException {
    List<Integer> order = new ArrayList<>();
    while (order.size() < texts.size()) {
      int next = next(texts, order);
      if (next >= 0) {
        socket.take(texts.get(next));
        show(false, texts.get(next));
        order.add(next);
      } else {
        check(awaitsMore(texts.toString()), texts.toString());
      }
    }
    return order;
  }

  private int next(List<String> texts, List<Integer> heard) {
    String unheard = socket.unheard();
    for (int i = 0; i < texts.size(); i++) {
      if (!heard.contains(i) && unheard.startsWith(texts.get(i))) {
        return i;
      }
    }
    return -1;
  }

  /** Waits for the server to end the connection, which UDP does not show, and ends it as well. */
  void hearsTheEnd() throws IOException {
    check(tongue.isDatagrams() || !awaitsMore("the end"), "the end");
    check(socket.unheardBytes() == 0, "the end");
    if (!tongue.isDatagrams()) {
      lines.add(new Line(false, "(end)"));
    }
    socket.close();
  }

  private boolean awaitsMore(String expected) throws IOException {
    try {
      return socket.awaitMore();
    } catch (SocketTimeoutException late) {
      throw failure(expected, " in " + PATIENCE.toSeconds() + " s");
    }
  }

  private void check(boolean right, String expected) {
    if (!right) {
      throw failure(expected, "");
    }
  }

  private ChatException failure(String expected, String when) {
    String who = identity.known() + " (" + tongue.dialect().name() + ")";
    return new ChatException(
        "%s should have seen '%s' but saw '%s'%s"
            .formatted(who, escaped(expected), escaped(socket.unheard()), when));
  }

  private static String escaped(String text) {
    return text.replace("\n", "\\n").replace("\r", "\\r");
  }

  /** What has come at once may be several lines to whoever reads it. */
  private void show(boolean sent, String text) {
    for (String line : text.split("\n", -1)) {
      if (!line.isEmpty()) {
        lines.add(new Line(sent, line));
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
