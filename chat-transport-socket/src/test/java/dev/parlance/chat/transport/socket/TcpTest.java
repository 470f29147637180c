package dev.parlance.chat.transport.socket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parlance.chat.spi.Binding;
import dev.parlance.chat.spi.Peer.Progress;
import dev.parlance.chat.testkit.RecordingPeer;
import dev.parlance.chat.transport.socket.Raw.Peers;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class TcpTest {

  private final Set<Thread> before = Raw.threads();

  private final Peers peers = new Peers();

  @Test
  void aLinkIsServedByVirtualThreads() throws Exception {
    assumeTrue(Runtime.version().feature() >= 21, "virtual threads came with Java 21");
    for (Thread thread : servants(SocketTransport.tcp())) {
      assertTrue(isVirtual(thread), thread.getName());
    }
  }

  @Test
  void aLinkIsServedByPlatformThreadsWhenAskedFor() throws Exception {
    for (Thread thread : servants(SocketTransport.tcp().platformThreads())) {
      assertTrue(!isVirtual(thread) && thread.isDaemon(), thread.getName());
    }
  }

  /** {@return the threads that called a peer to hand in and to ask for output} */
  private Set<Thread> servants(SocketTransport transport) throws Exception {
    LinkedBlockingQueue<Thread> readers = new LinkedBlockingQueue<>();
    LinkedBlockingQueue<Thread> writers = new LinkedBlockingQueue<>();
    try (Binding binding = transport.bind(Raw.ANYWHERE, peers.acceptor());
        Socket client = Raw.connect(binding)) {
      RecordingPeer peer = peers.next();
      peer.onReceived(input -> readers.add(Thread.currentThread()));
      peer.onPull(
          channel -> {
            writers.add(Thread.currentThread());
            return Progress.IDLE;
          });
      client.getOutputStream().write('x');
      peer.link().wake();
      Thread reader = readers.take();
      Thread writer = writers.take();
      String name = "parlance-socket-read-" + client.getLocalSocketAddress();
      assertEquals(name, reader.getName());
      assertEquals("parlance-socket-write", writer.getName());
      return Set.of(reader, writer);
    }
  }

  private static boolean isVirtual(Thread thread) throws ReflectiveOperationException {
    return Runtime.version().feature() >= 21
        && (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
  }

  @Test
  void wakesOfABindingCoalesce() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch held = new CountDownLatch(1);
    try (Binding binding = SocketTransport.tcp().bind(Raw.ANYWHERE, peers.acceptor());
        Socket client = Raw.connect(binding)) {
      RecordingPeer peer = peers.next();
      peer.onPull(
          channel -> {
            held.countDown();
            awaitUninterrupted(release);
            return Progress.IDLE;
          });
      peer.link().wake();
      held.await();
      int before = peer.pullCount();
      for (int i = 0; i < 100_000; i++) {
        binding.wake();
      }
      release.countDown();
      peer.await("a pull for the wakes", () -> peer.pullCount() > before);
      exchange(client, peer);
      // One for what came while it was held, one for what was passed on after, and the exchange's.
      assertTrue(peer.pullCount() <= before + 4, (peer.pullCount() - before) + " pulls");
    }
  }

  private static void exchange(Socket client, RecordingPeer peer) throws IOException {
    int before = peer.receivedCount();
    client.getOutputStream().write('x');
    peer.await("input", () -> peer.receivedCount() > before);
  }

  @Test
  void whoWaitsInTheBacklogIsMetBeforeTheDoorCloses() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    List<Socket> clients = new ArrayList<>();
    Binding binding =
        SocketTransport.tcp()
            .bind(
                Raw.ANYWHERE,
                link -> {
                  awaitUninterrupted(release);
                  return peers.acceptor().accepted(link);
                });
    for (int i = 0; i < 20; i++) {
      clients.add(Raw.connect(binding));
    }
    Thread stopper = new Thread(binding::stopAccepting);
    stopper.start();
    Patience.awaitWaiting(stopper);
    release.countDown();
    stopper.join();
    assertEquals(20, peers.waiting());
    for (Socket client : clients) {
      RecordingPeer peer = peers.next().owes("you are in").finishes();
      assertEquals("you are in", new String(client.getInputStream().readAllBytes(), US_ASCII));
      client.close();
      assertNull(peer.awaitClosed());
    }
    binding.close();
    assertEquals(Set.of(), Raw.threadsBesides(before));
  }

  @Test
  void anAcceptorMayStopAccepting() throws Exception {
    closesFromTheAcceptor(Binding::stopAccepting);
  }

  @Test
  void anAcceptorMayClose() throws Exception {
    closesFromTheAcceptor(Binding::close);
  }

  /** Has the acceptor call a method of its binding: neither may wait for the other. */
  private void closesFromTheAcceptor(Consumer<Binding> way) throws Exception {
    AtomicReference<Binding> self = new AtomicReference<>();
    CountDownLatch bound = new CountDownLatch(1);
    Binding binding =
        SocketTransport.tcp()
            .bind(
                Raw.ANYWHERE,
                link -> {
                  awaitUninterrupted(bound);
                  way.accept(Objects.requireNonNull(self.get()));
                  return peers.acceptor().accepted(link);
                });
    self.set(binding);
    bound.countDown();
    try (Socket client = Raw.connect(binding)) {
      RecordingPeer peer = peers.next();
      peer.link().abort();
      assertNull(peer.awaitClosed());
      binding.close();
      assertEquals(Set.of(), Raw.threadsBesides(before));
      assertTrue(client.isConnected());
    }
  }

  @Test
  void interruptsOfItsThreadsHarmNobodyWhoComesLater() throws Exception {
    try (Binding binding =
            SocketTransport.tcp().platformThreads().bind(Raw.ANYWHERE, peers.acceptor());
        Socket early = Raw.connect(binding)) {
      RecordingPeer victim = peers.next();
      exchange(early, victim);
      Raw.threadsBesides(before).forEach(Thread::interrupt);
      victim.awaitClosed();
      for (Thread thread : Raw.threadsBesides(before)) {
        Patience.await(
            "the interrupt to be dropped", () -> !thread.isInterrupted() || !thread.isAlive());
      }
      try (Socket late = Raw.connect(binding)) {
        RecordingPeer peer = peers.next().owes("news");
        binding.wake();
        exchange(late, peer);
        assertEquals('n', late.getInputStream().read());
      }
    }
  }

  @Test
  void anInterruptedCallerConnectsAndStaysInterrupted() throws Exception {
    SocketTransport transport = SocketTransport.tcp();
    Thread.currentThread().interrupt();
    try (Binding binding = transport.bind(Raw.ANYWHERE, peers.acceptor())) {
      assertTrue(Thread.currentThread().isInterrupted());
      RecordingPeer client = new RecordingPeer().owes("hello");
      transport.connect(binding.address(), Patience.LIMIT, client);
      assertTrue(Thread.interrupted());
      peers.next().hears("hello");
    }
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
