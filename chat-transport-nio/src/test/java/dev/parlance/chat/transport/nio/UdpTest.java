package dev.parlance.chat.transport.nio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.ChatClient;
import dev.parlance.chat.ChatException;
import dev.parlance.chat.Listener;
import dev.parlance.chat.dialect.DatagramDialect;
import dev.parlance.chat.spi.Binding;
import dev.parlance.chat.spi.Peer.Progress;
import dev.parlance.chat.testkit.RecordingPeer;
import dev.parlance.chat.transport.nio.Stage.Ends;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UdpTest {

  private final Stage stage;
  private final DatagramSocket socket;

  UdpTest() throws Exception {
    stage = Stage.udp();
    socket = new DatagramSocket(Stage.anywhere());
    socket.setSoTimeout((int) Stage.GUARD.toMillis());
  }

  @AfterEach
  void close() {
    stage.close();
    socket.close();
  }

  private void send(String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    socket.send(new DatagramPacket(bytes, bytes.length, stage.binding.address()));
  }

  private String receive() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[70_000], 70_000);
    socket.receive(packet);
    assertEquals(stage.binding.address(), packet.getSocketAddress());
    return new String(packet.getData(), 0, packet.getLength(), UTF_8);
  }

  @Test
  void anAddressIsALink() throws Exception {
    Ends other = stage.connect();
    send("one");
    send("two");
    RecordingPeer server = stage.next();
    assertEquals("one", new String(server.awaitReceived(), UTF_8));
    assertEquals("two", new String(server.awaitReceived(), UTF_8));
    assertEquals(socket.getLocalSocketAddress(), server.link().remoteAddress());
    assertEquals(stage.binding.address(), server.link().localAddress());
    server.says("three");
    assertEquals("three", receive());
    other.talk();
  }

  @Test
  void aClientIsToldThatNobodyListens() {
    InetSocketAddress nobody = stage.binding.address();
    stage.close();
    ChatClient.Builder builder =
        ChatClient.builder().transport(NioTransport.udp()).dialect(new DatagramDialect());
    Listener listener = Listener.of(message -> {});
    ChatException refusal =
        assertThrows(ChatException.class, () -> builder.connect(nobody, "alice", listener));
    String told = String.valueOf(refusal.getMessage());
    assertTrue(told.endsWith(" before it accepted the name: nobody listens there"), told);
  }

  @Test
  void otherAddressesThanLoopbackAreRefusedUnlessAllowed() throws Exception {
    InetSocketAddress any = new InetSocketAddress(0);
    BindException refusal =
        assertThrows(BindException.class, () -> stage.transport.bind(any, link -> null));
    assertTrue(String.valueOf(refusal.getMessage()).contains("forged"), refusal.getMessage());
    stage.transport.allowAnyAddress().bind(any, link -> null).close();
  }

  @Test
  void whomNobodyWantsIsIgnoredUntilSomebodyDoes() throws Exception {
    AtomicBoolean wanted = new AtomicBoolean();
    AtomicInteger asked = new AtomicInteger();
    RecordingPeer server = new RecordingPeer().owes("welcome");
    RecordingPeer client = new RecordingPeer();
    CountDownLatch first = new CountDownLatch(1);
    try (Binding binding =
        stage.transport.bind(
            Stage.anywhere(),
            link -> {
              boolean welcome = wanted.get();
              asked.incrementAndGet();
              first.countDown();
              return welcome ? server.accepted(link) : null;
            })) {
      stage.transport.connect(binding.address(), Stage.GUARD, client);
      client.says("one");
      Stage.await(first);
      wanted.set(true);
      client.says("two");
      server.hears("two");
      client.hears("welcome");
      assertEquals(2, asked.get());
      client.link().abort();
    }
  }

  @Test
  void whoIsDoneIsClosedAtOnceAndMayComeBack() throws Exception {
    send("one");
    RecordingPeer server = stage.next();
    server.owes("bye").finishes();
    assertNull(server.awaitClosed());
    assertEquals("bye", receive());
    send("two");
    stage.next().hears("two");
    assertEquals("one", new String(server.awaitReceived(), UTF_8));
    assertEquals(1, server.receivedCount());
  }

  @Test
  void aClientThatIsDoneIsClosedAtOnce() throws Exception {
    Ends ends = stage.connect();
    ends.client().owes("bye").finishes();
    assertNull(ends.client().awaitClosed());
    ends.server().hears("bye");
    assertFalse(ends.server().isClosed());
  }

  @Test
  void whatArrivesWhileThePeerIsNotReadyIsLost() throws Exception {
    AtomicBoolean ready = new AtomicBoolean();
    Ends ends = stage.connect();
    Ends other = stage.connect();
    ends.server().readyWhen(ready::get);
    ends.client().says("lost");
    ends.server().await("the question", ends.server()::wasNotReady);
    ready.set(true);
    ends.client().says("lost as well: it was not woken");
    other.talk(); // comes after, and over the same socket
    ends.server().link().wake();
    other.talk();
    ends.client().says("heard");
    ends.server().hears("heard");
  }

  @Test
  void aDatagramThatIsTooLongConcernsItsLinkAlone() throws Exception {
    Ends ends = stage.connect();
    Ends other = stage.connect();
    ends.server().owes(new byte[65_508]).link().wake();
    assertInstanceOf(IOException.class, ends.server().awaitClosed());
    other.talk();
    ends.client().says("again");
    stage.next().hears("again");
  }

  @Test
  void partsThatAreTooLongTogetherConcernTheirLinkAlone() throws Exception {
    Ends ends = stage.connect();
    ByteBuffer[] parts = {ByteBuffer.allocate(40_000), ByteBuffer.allocate(40_000)};
    ends.server()
        .onPull(
            channel -> {
              channel.write(parts);
              return Progress.IDLE;
            })
        .link()
        .wake();
    assertInstanceOf(IOException.class, ends.server().awaitClosed());
    stage.connect().talk();
  }

  @Test
  void whoSaysThatTheChannelRefusedIsAskedAgainWhenItDoesNot() throws Exception {
    Ends ends = stage.connect();
    Ends other = stage.connect();
    for (RecordingPeer peer : List.of(ends.server(), ends.client())) {
      AtomicInteger refusals = new AtomicInteger(3);
      peer.onPull(channel -> refusals.getAndDecrement() > 0 ? Progress.BLOCKED : Progress.IDLE);
      peer.link().wake();
      peer.await("another pull", () -> refusals.get() < 0);
    }
    other.talk();
  }

  @Test
  void aClientLearnsThatNobodyListens() throws Exception {
    InetSocketAddress nobody = stage.binding.address();
    stage.binding.close();
    RecordingPeer client = new RecordingPeer().owes("hello?");
    stage.transport.connect(nobody, Stage.GUARD, client);
    assertInstanceOf(PortUnreachableException.class, client.awaitClosed());
  }

  @Test
  void aMemberThatIsGoneHarmsNobody() throws Exception {
    Ends gone = stage.connect();
    Ends other = stage.connect();
    gone.client().link().abort();
    gone.client().awaitClosed();
    for (int i = 0; i < 20; i++) {
      gone.server().says("anybody there?");
      other.talk();
    }
    assertFalse(gone.server().isClosed());
  }

  @Test
  void strangersAreIgnoredOnceAcceptingHasStopped() throws Exception {
    Ends ends = stage.connect();
    stage.binding.stopAccepting();
    send("let me in");
    ends.talk();
    ends.server().says("still here");
    ends.client().hears("still here");
    assertFalse(ends.server().isClosed());
  }

  @Test
  void whoFailsLosesItsLinkAlone() throws Exception {
    Ends ends = stage.connect();
    Ends other = stage.connect();
    ends.server()
        .onReceived(
            input -> {
              throw new IllegalStateException("on purpose");
            });
    ends.client().says("x");
    assertInstanceOf(IOException.class, ends.server().awaitClosed());
    other.talk();
  }

  @Test
  void anAddressOfTheOtherFamilyIsServed() throws Exception {
    InetSocketAddress address = Stage.at("::1");
    RecordingPeer server = new RecordingPeer();
    RecordingPeer client = new RecordingPeer();
    try (Binding binding = TcpTest.bindOrSkip(stage.transport, address, server)) {
      stage.transport.connect(binding.address(), Stage.GUARD, client);
      client.says("hello");
      server.hears("hello");
      client.link().abort();
    }
  }
}
