package dev.parlance.chat.testkit;

import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Binding;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What a fact about a transport is tried on: makes listeners and links, and when the fact has been
 * tried ends them all and looks whether any peer saw a rule broken.
 */
final class Bench {

  private final Transport transport;
  private final String threadPrefix;
  private final Set<Thread> before;
  private final List<Binding> bindings = new ArrayList<>();
  private final Queue<RecordingPeer> peers = new ConcurrentLinkedQueue<>();

  Bench(Transport transport, String threadPrefix) {
    this.transport = transport;
    this.threadPrefix = threadPrefix;
    this.before = liveThreads();
  }

  Transport transport() {
    return transport;
  }

  /** {@return loopback, any free port} */
  static InetSocketAddress anywhere() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** {@return where nobody listens: port 1, which no system hands out as a free one} */
  static InetSocketAddress nobody() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
  }

  Host host() throws IOException {
    return host(RecordingPeer::new);
  }

  Host host(Supplier<RecordingPeer> guests) throws IOException {
    return new Host(this, anywhere(), guests);
  }

  Host host(InetSocketAddress address) throws IOException {
    return new Host(this, address, RecordingPeer::new);
  }

  Binding bind(InetSocketAddress address, Acceptor acceptor) throws IOException {
    Binding binding = transport.bind(address, acceptor);
    bindings.add(binding);
    return binding;
  }

  /** Connects {@code peer}; {@return it} */
  RecordingPeer connect(Binding binding, RecordingPeer peer) throws IOException {
    return connect(binding.address(), peer);
  }

  RecordingPeer connect(InetSocketAddress address, RecordingPeer peer) throws IOException {
    transport.connect(address, CallLog.PATIENCE, watch(peer));
    return peer;
  }

  /** {@return whether a link came about; it may have been reset before} */
  boolean tryToConnect(Binding binding, RecordingPeer peer) {
    try {
      connect(binding, peer);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Has {@code peer} looked at in the end. */
  RecordingPeer watch(RecordingPeer peer) {
    peers.add(peer);
    return peer;
  }

  /** {@return two peers of a new host that have already heard each other} */
  Pair pair() throws IOException, InterruptedException {
    return host().pair();
  }

  /** {@return the transport's threads that were not there before} */
  Set<Thread> threads() {
    Set<Thread> threads = liveThreads();
    threads.removeAll(before);
    return threads;
  }

  void awaitNoThreads() throws InterruptedException {
    for (Thread thread : threads()) {
      thread.join(CallLog.PATIENCE.toMillis());
    }
    if (!threads().isEmpty()) {
      throw new AssertionError("Threads that nobody needs are left: " + threads());
    }
  }

  void assertOwn(Set<Thread> callers) {
    for (Thread caller : callers) {
      if (!caller.getName().startsWith(threadPrefix)) {
        throw new AssertionError("A peer was called on " + caller);
      }
    }
  }

  private Set<Thread> liveThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(threadPrefix))
        .collect(Collectors.toSet());
  }

  /** Ends everything, and fails if a peer was not told, or saw a rule broken. */
  void clear() {
    peers.forEach(peer -> peer.met().ifPresent(Link::abort));
    bindings.forEach(Binding::close);
    for (RecordingPeer peer : peers) {
      if (peer.met().isPresent()) {
        peer.awaitClosed();
      }
      if (peer.hasEnded() && transport.carrier() == Transport.Carrier.DATAGRAM) {
        throw new AssertionError("Datagrams never end");
      }
      if (!peer.breaches().isEmpty()) {
        throw new AssertionError("The transport broke rules: " + peer.breaches());
      }
    }
  }
}
