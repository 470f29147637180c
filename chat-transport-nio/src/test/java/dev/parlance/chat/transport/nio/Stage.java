package dev.parlance.chat.transport.nio;

import dev.parlance.chat.spi.Binding;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.testkit.RecordingPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A transport, a binding, and the peers at both ends. */
final class Stage implements AutoCloseable {

  static final Duration GUARD = Duration.ofSeconds(15);

  final NioTransport transport;
  final Binding binding;
  private final BlockingQueue<RecordingPeer> met = new LinkedBlockingQueue<>();
  private final List<Link> clients = new ArrayList<>();

  Stage(NioTransport transport) throws IOException {
    this.transport = transport;
    binding =
        transport.bind(
            anywhere(),
            link -> {
              RecordingPeer peer = new RecordingPeer();
              met.add(peer);
              return peer.accepted(link);
            });
  }

  static Stage tcp(int loops) throws IOException {
    return new Stage(NioTransport.tcp().loops(loops));
  }

  static Stage udp() throws IOException {
    return new Stage(NioTransport.udp());
  }

  static InetSocketAddress anywhere() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** {@return any free port of an address} */
  static InetSocketAddress at(String literal) throws IOException {
    return new InetSocketAddress(InetAddress.getAllByName(literal)[0], 0);
  }

  /** The two ends of a link, which have heard each other. */
  record Ends(RecordingPeer client, RecordingPeer server) {

    void talk() {
      client.says("ping");
      server.hears("ping");
      server.says("pong");
      client.hears("pong");
    }
  }

  Ends connect() throws IOException, InterruptedException {
    RecordingPeer client = new RecordingPeer();
    clients.add(transport.connect(binding.address(), GUARD, client));
    client.says("hello");
    Ends ends = new Ends(client, next());
    ends.server().hears("hello");
    return ends;
  }

  RecordingPeer next() throws InterruptedException {
    RecordingPeer peer = met.poll(GUARD.toSeconds(), TimeUnit.SECONDS);
    if (peer == null) {
      throw new AssertionError("Nobody came");
    }
    return peer;
  }

  /** Has a loop do nothing until the latch is counted down. */
  static CountDownLatch hold(Loop loop) throws InterruptedException {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    loop.post(
        () -> {
          held.countDown();
          await(release);
        });
    held.await();
    return release;
  }

  /** Waits until the loop has gone through as many turns. */
  static void turns(Loop loop, int count) {
    for (int i = 0; i < count; i++) {
      CountDownLatch turned = new CountDownLatch(1);
      loop.post(turned::countDown);
      await(turned);
    }
  }

  static void await(CountDownLatch latch) {
    try {
      if (!latch.await(GUARD.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("Waited in vain");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static NioLink link(RecordingPeer peer) {
    return (NioLink) peer.link();
  }

  @Override
  public void close() {
    binding.close();
    clients.forEach(Link::abort);
  }
}
