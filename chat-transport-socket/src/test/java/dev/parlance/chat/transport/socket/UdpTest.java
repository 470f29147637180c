package dev.parlance.chat.transport.socket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Binding;
import dev.parlance.chat.testkit.RecordingPeer;
import dev.parlance.chat.transport.socket.Raw.Peers;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class UdpTest {

  private final Set<Thread> before = Raw.threads();

  private final SocketTransport transport = SocketTransport.udp();
  private final Peers peers = new Peers();
  private final AtomicBoolean welcome = new AtomicBoolean(true);
  private final AtomicInteger strangers = new AtomicInteger();
  private Binding binding;
  private DatagramSocket alice;
  private DatagramSocket bob;

  @BeforeEach
  void open() throws IOException {
    Acceptor acceptor = peers.acceptor();
    binding =
        transport.bind(
            Raw.ANYWHERE,
            link -> {
              strangers.incrementAndGet();
              return welcome.get() ? acceptor.accepted(link) : null;
            });
    alice = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    bob = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    alice.setSoTimeout((int) Patience.LIMIT.toMillis());
    bob.setSoTimeout((int) Patience.LIMIT.toMillis());
  }

  @AfterEach
  void close() {
    alice.close();
    bob.close();
    binding.close();
    assertEquals(Set.of(), Raw.threadsBesides(before));
  }

  @Test
  void eachAddressIsALinkAndEachWriteADatagram() throws Exception {
    RecordingPeer first = join(alice);
    RecordingPeer second = join(bob);
    assertEquals(alice.getLocalSocketAddress(), first.link().remoteAddress());
    assertEquals(binding.address(), first.link().localAddress());
    assertNotEquals(first.link().remoteAddress(), second.link().remoteAddress());
    first.owes("one").owes("two").says("three");
    assertEquals("one", receive(alice));
    assertEquals("two", receive(alice));
    assertEquals("three", receive(alice));
    second.owes("by the binding");
    binding.wake();
    assertEquals("by the binding", receive(bob));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1500, 65_507})
  void datagramsOfAnySizeArriveWholeBothWays(int size) throws Exception {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    RecordingPeer peer = join(alice);
    send(alice, content);
    assertArrayEquals(content, peer.awaitReceived());
    peer.owes(content).link().wake();
    assertArrayEquals(content, receiveBytes(alice));
  }

  @ParameterizedTest
  @ValueSource(ints = {65_508, 65_537})
  void aDatagramThatIsTooLargeConcernsItsLinkAlone(int size) throws Exception {
    RecordingPeer unlucky = join(alice);
    RecordingPeer other = join(bob);
    unlucky.owes(new byte[size]).link().wake();
    assertInstanceOf(IOException.class, unlucky.awaitClosed());
    other.says("still here");
    assertEquals("still here", receive(bob));
  }

  @Test
  void whoIsNotReadyMissesWhatArrives() throws Exception {
    RecordingPeer peer = join(alice);
    AtomicBoolean ready = new AtomicBoolean();
    AtomicInteger asked = new AtomicInteger();
    peer.readyWhen(
        () -> {
          asked.incrementAndGet();
          return ready.get();
        });
    send(alice, "missed");
    peer.await("the question", () -> asked.get() > 0);
    ready.set(true);
    send(alice, "heard");
    peer.hears("heard");
  }

  @Test
  void whoIsNotWelcomeIsIgnoredUntilHeIs() throws Exception {
    welcome.set(false);
    send(alice, "let me in");
    Patience.await("a stranger", () -> strangers.get() == 1);
    welcome.set(true);
    RecordingPeer peer = join(alice);
    assertEquals(2, strangers.get());
    peer.says("welcome");
    assertEquals("welcome", receive(alice));
  }

  @Test
  void whoIsDoneIsForgottenAndMayComeAgain() throws Exception {
    RecordingPeer first = join(alice);
    first.owes("bye").finishes();
    assertEquals("bye", receive(alice));
    assertNull(first.awaitClosed());
    join(alice).says("again");
    assertEquals("again", receive(alice));
  }

  @Test
  void whoIsAbortedMayComeAgain() throws Exception {
    RecordingPeer first = join(alice);
    first.onReceived(input -> first.link().abort());
    send(alice, "x");
    assertNull(first.awaitClosed());
    join(alice).says("again");
    assertEquals("again", receive(alice));
    assertEquals(List.of(), first.breaches());
  }

  @Test
  void whoFailsLosesItsOwnLink() throws Exception {
    RecordingPeer first = join(alice);
    RecordingPeer other = join(bob);
    first.onReceived(
        input -> {
          throw new IllegalStateException("This peer fails on purpose");
        });
    send(alice, "x");
    assertInstanceOf(IOException.class, first.awaitClosed());
    send(bob, "y");
    other.hears("y");
  }

  @Test
  void strangersAreIgnoredAfterAcceptingStoppedAndMembersStay() throws Exception {
    RecordingPeer peer = join(alice);
    binding.stopAccepting();
    send(bob, "too late");
    send(alice, "still here");
    peer.hears("still here");
    peer.says("so am I");
    assertEquals("so am I", receive(alice));
    assertEquals(1, strangers.get());
  }

  @Test
  void threadsEndWithTheLastMemberAfterAcceptingStopped() throws Exception {
    RecordingPeer peer = join(alice);
    Set<Thread> threads = Raw.threadsBesides(before);
    binding.stopAccepting();
    peer.link().abort();
    peer.awaitClosed();
    for (Thread thread : threads) {
      thread.join(Patience.LIMIT.toMillis());
    }
    assertEquals(Set.of(), Raw.threadsBesides(before));
  }

  @Test
  void aPeerMayCloseTheBinding() throws Exception {
    RecordingPeer bystander = join(bob);
    RecordingPeer peer = join(alice);
    peer.onReceived(input -> binding.close());
    send(alice, "x");
    assertNull(peer.awaitClosed());
    assertNull(bystander.awaitClosed());
  }

  @Test
  void anInterruptOfItsThreadsHarmsNobody() throws Exception {
    RecordingPeer peer = join(alice);
    Raw.threadsBesides(before).forEach(Thread::interrupt);
    send(alice, "x");
    peer.hears("x");
    peer.says("y");
    assertEquals("y", receive(alice));
  }

  @Test
  void clientsAreToldThatNobodyListens() throws Exception {
    DatagramSocket gone = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    int port = gone.getLocalPort();
    gone.close();
    RecordingPeer client = new RecordingPeer().owes("anybody?");
    transport.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Patience.LIMIT, client);
    assertInstanceOf(PortUnreachableException.class, client.awaitClosed());
  }

  @Test
  void clientsTalkToServers() throws Exception {
    RecordingPeer client = new RecordingPeer().owes("hello");
    transport.connect(binding.address(), Patience.LIMIT, client);
    RecordingPeer server = peers.next();
    server.hears("hello");
    assertEquals(client.link().localAddress(), server.link().remoteAddress());
    byte[] large = new byte[65_507];
    server.owes(large).link().wake();
    assertArrayEquals(large, client.awaitReceived());
    client.owes("bye").finishes();
    server.hears("bye");
    assertNull(client.awaitClosed());
  }

  /** {@return the peer that met {@code client}} */
  private RecordingPeer join(DatagramSocket client) throws Exception {
    send(client, "hello");
    RecordingPeer peer = peers.next();
    peer.hears("hello");
    return peer;
  }

  private void send(DatagramSocket from, String text) throws IOException {
    send(from, text.getBytes(US_ASCII));
  }

  private void send(DatagramSocket from, byte[] content) throws IOException {
    from.send(new DatagramPacket(content, content.length, binding.address()));
  }

  private static String receive(DatagramSocket at) throws IOException {
    return new String(receiveBytes(at), US_ASCII);
  }

  private static byte[] receiveBytes(DatagramSocket at) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
    at.receive(packet);
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }
}
