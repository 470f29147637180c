package dev.parlance.chat.testkit.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Peer;
import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.testkit.history.History;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A peer that types bytes and notes what it sees, as a person with a terminal would. */
final class Terminal implements Peer {

  private static final long PATIENCE = Duration.ofSeconds(5).toNanos();

  private final Link link;
  private final ArrayDeque<ByteBuffer> typed = new ArrayDeque<>();
  private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
  private int expected;
  private boolean reading = true;
  private boolean hungUp;
  private boolean inputEnded;
  private boolean closed;
  private final @Nullable History history;

  private Terminal(Transport transport, InetSocketAddress server, @Nullable History history)
      throws IOException {
    this.history = history;
    link = transport.connect(server, Duration.ofSeconds(5), unused -> this);
  }

  static Terminal connect(Transport transport, InetSocketAddress server) {
    return connect(transport, server, null);
  }

  /** Connects, and records what is seen. */
  static Terminal connect(
      Transport transport, InetSocketAddress server, @Nullable History history) {
    try {
      return new Terminal(transport, server, history);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  /** Types text, nothing added. */
  Terminal type(String text) {
    return type(text.getBytes(UTF_8));
  }

  Terminal type(byte[] bytes) {
    synchronized (this) {
      typed.add(ByteBuffer.wrap(bytes.clone()));
    }
    link.wake();
    return this;
  }

  /** Waits until exactly this has been seen after what was expected before, and nothing else. */
  synchronized Terminal sees(String text) {
    int until = expected + text.getBytes(UTF_8).length;
    await(() -> seen.size() >= until || closed);
    String rest = new String(seen.toByteArray(), UTF_8);
    String shown = new String(seen.toByteArray(), ISO_8859_1).substring(expected);
    String wanted = new String(text.getBytes(UTF_8), ISO_8859_1);
    if (!shown.equals(wanted)) {
      throw new AssertionError(
          "expected <" + text + "> next, and all that was seen is <" + rest + ">");
    }
    expected = until;
    return this;
  }

  /** How many bytes have been seen. */
  synchronized long seen() {
    return seen.size();
  }

  /** Waits until the server has ended the connection, and nothing more was seen. */
  synchronized Terminal seesTheEnd() {
    await(() -> inputEnded || closed);
    return sees("");
  }

  /** Waits until the connection is gone. */
  synchronized Terminal isClosed() {
    await(() -> closed);
    return this;
  }

  /** Stops reading. */
  synchronized Terminal looksAway() {
    reading = false;
    return this;
  }

  /** Ends its side in good order. */
  Terminal hangsUp() {
    synchronized (this) {
      hungUp = true;
    }
    link.wake();
    return this;
  }

  /** Breaks the connection. */
  Terminal breaksOff() {
    link.abort();
    return this;
  }

  private interface Fact {
    boolean holds();
  }

  private void await(Fact fact) {
    long deadline = System.nanoTime() + PATIENCE;
    while (!fact.holds()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("waited in vain; seen: " + new String(seen.toByteArray(), UTF_8));
      }
      try {
        wait(left);
      } catch (InterruptedException interrupted) {
        throw new AssertionError(interrupted);
      }
    }
  }

  @Override
  public synchronized boolean ready() {
    return reading;
  }

  @Override
  public synchronized void received(ByteBuffer input) {
    byte[] bytes = new byte[input.remaining()];
    input.get(bytes);
    seen.writeBytes(bytes);
    if (history != null) {
      history.saw(bytes, 0, bytes.length);
    }
    notifyAll();
  }

  @Override
  public void ended() {
    synchronized (this) {
      inputEnded = true;
      hungUp = true;
      notifyAll();
    }
    if (history != null) {
      history.ended();
    }
    link.wake();
  }

  @Override
  public synchronized Progress pull(GatheringByteChannel channel) throws IOException {
    while (!typed.isEmpty()) {
      ByteBuffer next = typed.getFirst();
      channel.write(next);
      if (next.hasRemaining()) {
        return Progress.BLOCKED;
      }
      typed.removeFirst();
    }
    return hungUp ? Progress.DONE : Progress.IDLE;
  }

  @Override
  public synchronized void closed(@Nullable IOException cause) {
    if (history != null) {
      history.cut(); // unless it has ended in good order
    }
    closed = true;
    notifyAll();
  }
}
