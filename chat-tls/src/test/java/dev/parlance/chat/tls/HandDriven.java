package dev.parlance.chat.tls;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Peer;
import dev.parlance.chat.spi.Peer.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

/** A server's connection whose transport is the test itself, and a client's engine beyond it. */
final class HandDriven implements Link, GatheringByteChannel {

  private static final InetSocketAddress HERE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

  private final Semaphore wakes = new Semaphore(0);
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private final ByteBuffer plain = ByteBuffer.allocate(1 << 16);
  private final SSLEngine client;
  private final Peer peer;
  private boolean full;
  private volatile boolean over;

  HandDriven(SSLContext server, SSLContext client, Acceptor core) {
    Terms terms = new Terms(() -> server, ClientCertificates.IGNORED, "localhost");
    Workers workers = new Workers();
    TlsLink link =
        new TlsLink(
            this, terms.forServer(), workers, new Buffers(), new Opening(core), new Stirs());
    assertTrue(link.isMet());
    this.peer = link.peer();
    this.client = new Terms(() -> client, ClientCertificates.IGNORED, "localhost").forClient(HERE);
  }

  /** What the transport would do, up to the point where nobody has anything to do any more. */
  void shakeHands() throws Exception {
    client.beginHandshake();
    while (client.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
      switch (client.getHandshakeStatus()) {
        case NEED_TASK -> client.getDelegatedTask().run();
        case NEED_WRAP -> assertTrue(offer(compose("")));
        default -> {
          if (sent.size() == 0) {
            assertTrue(wakes.tryAcquire(20, TimeUnit.SECONDS), "nobody wakes");
          }
          boolean unused = peer.ready();
          var ignored = peer.pull(this);
          read();
        }
      }
    }
    var ignored = peer.pull(this);
    read();
  }

  /** {@return what the client has to say, be it only of its own} */
  ByteBuffer compose(String text) throws IOException {
    ByteBuffer record = ByteBuffer.allocate(1 << 15);
    client.wrap(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), record);
    return record.flip();
  }

  /** {@return a request for new keys} */
  ByteBuffer keyUpdate() throws IOException {
    client.beginHandshake();
    return compose("");
  }

  /** {@return whether the server was ready to read, and so has read} */
  boolean offer(ByteBuffer bytes) throws IOException {
    if (!peer.ready()) {
      return false;
    }
    peer.received(bytes);
    return true;
  }

  /** {@return how many bytes the client reads of what was sent to it} */
  int read() throws IOException {
    ByteBuffer records = ByteBuffer.wrap(sent.toByteArray());
    sent.reset();
    plain.clear();
    while (records.hasRemaining()) {
      SSLEngineResult result = client.unwrap(records, plain);
      if (result.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
        client.getDelegatedTask().run();
      } else if (result.bytesConsumed() == 0) {
        sent.writeBytes(Arrays.copyOfRange(records.array(), records.position(), records.limit()));
        break; // it has to say something first
      }
    }
    return plain.position();
  }

  /** {@return what a pull comes to} */
  Progress pull() throws IOException {
    return peer.pull(this);
  }

  /** From now on, or no longer, the channel takes nothing. */
  void full(boolean now) {
    full = now;
  }

  boolean isOver() {
    return over;
  }

  // The channel.

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) {
    long taken = 0;
    for (int i = offset; i < offset + length; i++) {
      taken += write(sources[i]);
    }
    return taken;
  }

  @Override
  public long write(ByteBuffer[] sources) {
    return write(sources, 0, sources.length);
  }

  @Override
  public int write(ByteBuffer source) {
    if (full) {
      return 0;
    }
    byte[] bytes = new byte[source.remaining()];
    source.get(bytes);
    sent.writeBytes(bytes);
    return bytes.length;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  // The link below.

  @Override
  public InetSocketAddress remoteAddress() {
    return HERE;
  }

  @Override
  public InetSocketAddress localAddress() {
    return HERE;
  }

  @Override
  public void wake() {
    wakes.release();
  }

  @Override
  public void close() {
    over = true;
  }

  @Override
  public void abort() {
    over = true;
  }
}
