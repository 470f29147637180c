package dev.parlance.chat.examples.life;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Members of one room, all served by the thread that calls, while it waits for something. */
final class Choir implements AutoCloseable {

  static final String LAST_NOTICE = "* server is shutting down";

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  private final InetSocketAddress server;
  private final Selector selector = Selector.open();
  private final ByteBuffer input = ByteBuffer.allocate(64 << 10);
  private final List<Voice> voices = new ArrayList<>();

  Choir(int port) throws IOException {
    server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  int port() {
    return server.getPort();
  }

  /** A connection that has not sent a name yet. */
  Voice connect(String name) throws IOException {
    Voice voice = new Voice(name, server, selector);
    voices.add(voice);
    return voice;
  }

  /** A member: returns when it is welcome. */
  Voice join(String name) throws IOException {
    Voice voice = connect(name);
    voice.says(name);
    int online = voices.size();
    serveUntil(
        () -> voice.hasHeard("* welcome " + name + " (" + online + " online)"), name + " joined");
    return voice;
  }

  List<Voice> voices() {
    return voices;
  }

  /** Serves everybody until the condition holds. */
  void serveUntil(BooleanSupplier condition, String what) throws IOException {
    long deadline = System.nanoTime() + PATIENCE;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, () -> "not in time: " + what + "; " + voices);
      selector.select(key -> ((Voice) key.attachment()).serve(input), 50);
    }
  }

  /** Serves everybody for so long: for faults that last. */
  void serveFor(long seconds) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    serveUntil(() -> System.nanoTime() > end, "the time has passed");
  }

  /** Serves everybody until the server has ended all connections. */
  void serveToTheEnd() throws IOException {
    serveUntil(() -> voices.stream().allMatch(Voice::isOver), "all are over");
  }

  @Override
  public void close() throws IOException {
    voices.forEach(Voice::leave);
    selector.close();
  }
}
