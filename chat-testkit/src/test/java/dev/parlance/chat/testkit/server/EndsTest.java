package dev.parlance.chat.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.ChatClient;
import dev.parlance.chat.ChatException;
import dev.parlance.chat.ChatServer;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Closed;
import dev.parlance.chat.Limits;
import dev.parlance.chat.Listener;
import dev.parlance.chat.Message;
import dev.parlance.chat.StopReport;
import dev.parlance.chat.dialect.DatagramDialect;
import dev.parlance.chat.dialect.LineDialect;
import dev.parlance.chat.dialect.TildeDialect;
import dev.parlance.chat.testkit.MemoryTransport;
import dev.parlance.chat.testkit.RecordingPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What both sides are told of an end, and of each other. */
@Timeout(30)
class EndsTest {

  /** Notes the ends of connections. */
  private static final class Ends implements Listener {

    private final BlockingQueue<Closed> all = new LinkedBlockingQueue<>();

    @Override
    public void closed(Closed end) {
      all.add(end);
    }

    Closed next() throws InterruptedException {
      Closed end = all.poll(10, TimeUnit.SECONDS);
      assertNotNull(end);
      return end;
    }
  }

  private final MemoryTransport transport = MemoryTransport.create();
  private final MemoryTransport datagrams = MemoryTransport.datagrams();
  private final Ends ends = new Ends();

  private final ChatServer server =
      ChatServer.builder()
          .listen(transport, 0)
          .listen(transport, 0, new TildeDialect())
          .listen(datagrams, 0, new DatagramDialect())
          .limits(Limits.defaults().withDrain(Duration.ofMinutes(5)))
          .ticker(() -> 0)
          .listener(ends)
          .start();

  @AfterEach
  void stop() {
    server.close();
  }

  private Terminal connect() {
    return Terminal.connect(transport, server.addresses().get(0)).sees("* name?\n");
  }

  private ChatClient client(String name, Listener listener) {
    return ChatClient.builder()
        .transport(transport)
        .connect(server.addresses().get(0), name, listener);
  }

  @Test
  void whoNeverJoinedIsToldApart() throws Exception {
    connect().type("-1\n").seesTheEnd();
    Closed end = ends.next();
    assertFalse(end.joined());
    assertEquals(CloseReason.CLIENT_QUIT, end.reason());
    assertNull(end.cause());
  }

  @Test
  void theFailureBehindABrokenConnectionIsTold() throws Exception {
    connect().type("alice\n").sees("* welcome alice (1 online)\n").breaksOff();
    Closed end = ends.next();
    assertTrue(end.joined());
    assertEquals("alice", end.user().name());
    assertEquals(CloseReason.CONNECTION_LOST, end.reason());
    assertInstanceOf(IOException.class, end.cause());
  }

  @Test
  void aClientKnowsHowManyAreOnline() throws Exception {
    BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
    ChatClient alice = client("alice", Listener.of(heard::add));
    assertEquals(1, alice.online());
    ChatClient bob = client("bob", Listener.of(message -> {}));
    assertEquals(2, bob.online());
    assertInstanceOf(Message.Joined.class, heard.poll(10, TimeUnit.SECONDS));
    assertEquals(2, alice.online());
    bob.close();
    assertInstanceOf(Message.Left.class, heard.poll(10, TimeUnit.SECONDS));
    assertEquals(1, alice.online());
  }

  @Test
  void aDialectWithoutCommandsIsToldApartFromAnEnd() {
    ChatClient alice =
        ChatClient.builder()
            .transport(transport)
            .dialect(new TildeDialect())
            .connect(server.addresses().get(1), "alice", Listener.of(message -> {}));
    assertThrows(UnsupportedOperationException.class, () -> alice.command("/who"));
    alice.close();
    assertThrows(ChatException.class, () -> alice.command("/who"));
  }

  @Test
  void anUnknownHostIsTheSameFailureOnBothSides() {
    InetSocketAddress nowhere = InetSocketAddress.createUnresolved("nowhere.invalid", 7777);
    ChatServer.Builder unbound = ChatServer.builder().listen(transport, nowhere, new LineDialect());
    assertEquals(
        "cannot listen at nowhere.invalid:7777: unknown host",
        assertThrows(ChatException.class, unbound::start).getMessage());
    ChatClient.Builder lost = ChatClient.builder().transport(transport);
    assertEquals(
        "cannot connect to nowhere.invalid:7777: unknown host",
        assertThrows(ChatException.class, () -> lost.connect(nowhere, "alice", ends)).getMessage());
  }

  @Test
  void aClientSaysWhenAServerSentNothingAtAll() throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    InetSocketAddress silent = transport.bind(any, new RecordingPeer()).address();
    ChatClient.Builder builder =
        ChatClient.builder()
            .transport(transport)
            .limits(Limits.defaults().withNameDeadline(Duration.ofMillis(50)));
    ChatException ended =
        assertThrows(ChatException.class, () -> builder.connect(silent, "alice", ends));
    String told = String.valueOf(ended.getMessage());
    assertTrue(told.endsWith(": it sent nothing; it may expect TLS, or another dialect"), told);
  }

  @Test
  void overDatagramsAClientHearsThatTheServerStops() throws Exception {
    Ends clients = new Ends();
    ChatClient alice =
        ChatClient.builder()
            .transport(datagrams)
            .dialect(new DatagramDialect())
            .connect(server.addresses().get(2), "alice", clients);
    server.close();
    assertEquals(CloseReason.PEER_CLOSED, clients.next().reason());
    assertFalse(alice.isOpen());
  }

  @Test
  void stoppingWaitsForNoTicker() throws Exception {
    connect().type("deaf\n").sees("* welcome deaf (1 online)\n").looksAway();
    StopReport report = server.stop(); // the drain takes five minutes, the ticker stands still
    assertEquals(1, report.drained());
    assertEquals(CloseReason.SERVER_STOPPED, ends.next().reason());
  }
}
