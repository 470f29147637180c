package dev.parlance.chat.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Connection;
import dev.parlance.chat.Limits;
import dev.parlance.chat.Listener;
import dev.parlance.chat.Message;
import dev.parlance.chat.Metrics;
import dev.parlance.chat.dialect.DatagramDialect;
import dev.parlance.chat.dialect.LineDialect;
import dev.parlance.chat.dialect.TildeDialect;
import dev.parlance.chat.testkit.MemoryTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server counts is what happened. */
@Timeout(30)
class MetricsTest {

  private static final Limits LIMITS =
      Limits.defaults().withMembers(4).withWindow(1 << 20).withDrain(Duration.ofMillis(500));

  private final MemoryTransport streams = MemoryTransport.create();
  private final MemoryTransport datagrams = MemoryTransport.datagrams();
  private final PausingTransport transport = new PausingTransport(streams);
  private final CountDownLatch hearing = new CountDownLatch(1);
  private final AtomicLong now = new AtomicLong();
  private final ChatServer server =
      ChatServer.builder()
          .listen(transport, 0)
          .listen(transport, 0, new TildeDialect())
          .listen(datagrams, 0, new DatagramDialect())
          .limits(LIMITS)
          .listener(Listener.of(this::hear))
          .ticker(now::get)
          .start();

  private void hear(Message message) {
    try {
      hearing.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @AfterEach
  void stop() {
    hearing.countDown();
    server.close();
  }

  private Terminal connect() {
    return Terminal.connect(streams, server.addresses().get(0)).sees("* name?\n");
  }

  private Terminal join(String name, int online) {
    return connect().type(name + "\n").sees("* welcome " + name + " (" + online + " online)\n");
  }

  private Metrics await(Predicate<Metrics> fact) {
    Metrics metrics = server.metrics();
    while (!fact.test(metrics)) {
      Thread.onSpinWait();
      metrics = server.metrics();
    }
    return metrics;
  }

  private Metrics quiet() {
    return await(metrics -> metrics.load().pending() == 0);
  }

  @Test
  void aDeliveryIsCountedForEachWhoIsShownWhatHappened() {
    assertEquals(new Metrics.Messages(0, 0, 0, 0, 0, 0, 0, 0, 0), server.metrics().messages());
    Terminal alice = join("alice", 1);
    Terminal bob = join("bob", 2);
    alice.sees("+ bob (2 online)\n").type("hello\n");
    bob.sees("alice: hello\n");
    assertTrue(server.broadcast("noon"));
    alice.sees("* noon\n");
    bob.sees("* noon\n").type("-1\n").seesTheEnd();
    alice.sees("- bob (1 online)\n");
    Metrics.Messages all = server.metrics().messages();
    // bob joined: to alice; hello: to bob; noon: to both; bob left: to alice.
    assertEquals(new Metrics.Messages(1, 2, 1, 1, 5, 0, 0, 0, 0), all);
    assertEquals(5, all.accepted());
  }

  @Test
  void whoSeesItsOwnMessagesIsDeliveredThem() {
    Terminal alice = join("alice", 1);
    Terminal.connect(streams, server.addresses().get(1)).type("bob").type("hi");
    alice.sees("+ bob (2 online)\nbob: hi\n");
    // bob joined, and said something: both to both, as who speaks tilde is shown its own.
    assertEquals(4, await(metrics -> metrics.messages().said() == 1).messages().deliveries());
  }

  @Test
  void bytesAreThoseThatTravelled() {
    Terminal alice = join("alice", 1);
    Terminal bob = join("bob", 2);
    alice.sees("+ bob (2 online)\n").type("hello\n");
    bob.sees("alice: hello\n").type("-1\n").seesTheEnd();
    alice.sees("- bob (1 online)\n");
    await(metrics -> metrics.connections().closed() == 1);
    Metrics metrics = quiet();
    assertEquals("alice\nhello\nbob\n-1\n".length(), metrics.bytes().received());
    assertEquals(alice.seen() + bob.seen(), metrics.bytes().written());
    assertEquals(0, metrics.bytes().discarded());
  }

  @Test
  void everyConnectionIsCountedWhenItComesAndWhenItGoes() {
    join("alice", 1);
    join("bob", 2).type("-1\n").seesTheEnd();
    await(metrics -> metrics.connections().open() == 1);
    connect();
    join("carol", 2);
    join("dave", 3);
    Terminal.connect(streams, server.addresses().get(0)).sees("! server is full\n").seesTheEnd();
    Metrics.Connections all = await(metrics -> metrics.connections().open() == 4).connections();
    assertEquals(3, all.members());
    assertEquals(6, all.accepted());
    assertEquals(1, all.refused());
    assertEquals(1, all.closed(CloseReason.CLIENT_QUIT));
    assertEquals(2, all.closed());
    assertEquals(CloseReason.values().length, all.closes().size());
  }

  @Test
  void whenNothingCanBeAcceptedThatIsCounted() {
    transport.pause(new IOException("too many open files"));
    transport.pause(new IOException("too many open files"));
    assertEquals(2, server.metrics().connections().pauses());
    join("alice", 1);
  }

  @Test
  void whatIsDroppedOrRefusedIsCounted() {
    Terminal alice = join("alice", 1).type("x".repeat(5000) + "\n");
    alice.sees("! longer than 4096 bytes, not sent\n");
    stop();
    assertFalse(server.broadcast("too late"));
    Metrics.Messages all = server.metrics().messages();
    assertEquals(1, all.oversized());
    assertEquals(1, all.refused());
    assertEquals(1, all.notices(), "the final one");
  }

  @Test
  void aRoomThatIsBehindSaysSoAndForHowLong() {
    join("deaf", 1).looksAway();
    String text = "x".repeat(1000);
    while (server.broadcast(text)) {
      Thread.onSpinWait();
    }
    Metrics.Load load = server.metrics().load();
    assertTrue(load.overloaded());
    assertEquals(1, load.overloads());
    assertEquals(Duration.ZERO, load.overloadedFor());
    assertEquals(1 << 20, load.window());
    assertTrue(load.pending() > load.window() / 4, load.toString());
    assertEquals(load.pending(), load.furthest());
    assertTrue(load.memory() >= load.pending(), load.toString());
    while (server.metrics().load().overloaded()) {
      now.addAndGet(Duration.ofSeconds(1).toNanos());
      Thread.onSpinWait();
    }
    Duration inAll = server.metrics().load().overloadedFor();
    assertTrue(inAll.compareTo(Duration.ofSeconds(1)) >= 0, inAll.toString());
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    assertEquals(inAll, server.metrics().load().overloadedFor());
  }

  @Test
  void aListenerThatIsTooSlowIsSeenToBe() {
    join("alice", 1);
    String text = "x".repeat(4000);
    int calls = Listener.BACKLOG_CHARACTERS / text.length() + 100;
    for (int i = 0; i < calls; i++) {
      while (!server.broadcast(text)) {
        Thread.onSpinWait();
      }
    }
    Metrics metrics = server.metrics();
    assertTrue(metrics.messages().missed() >= 99, metrics.toString());
    assertTrue(metrics.load().listener() > 1000, metrics.toString());
  }

  @Test
  void ratesGoByTheTicker() {
    Metrics before = server.metrics();
    assertEquals(0, before.perSecond(before, m -> m.messages().notices()));
    for (int i = 0; i < 10; i++) {
      server.broadcast("noon");
    }
    now.addAndGet(Duration.ofSeconds(4).toNanos());
    Metrics after = server.metrics();
    assertEquals(Duration.ofSeconds(4), after.uptime());
    assertEquals(2.5, after.perSecond(before, m -> m.messages().notices()));
  }

  @Test
  void connectionsAreShownWithTheirPlaceAndTheirTraffic() {
    Terminal alice = join("alice", 1);
    now.addAndGet(Duration.ofSeconds(3).toNanos());
    Terminal.connect(datagrams, server.addresses().get(2)).type("bob");
    alice.sees("+ bob (2 online)\n");
    now.addAndGet(Duration.ofSeconds(2).toNanos());
    assertEquals(
        List.of(
            new Metrics.Place("pausing", "line", 1),
            new Metrics.Place("pausing", "tilde", 0),
            new Metrics.Place("memory", "datagram", 1)),
        quiet().connections().places());
    List<Connection> all = server.connections();
    assertEquals(2, all.size());
    Connection first = all.get(0);
    assertEquals("alice", first.user().name());
    assertTrue(first.member());
    assertEquals("pausing", first.transport());
    assertEquals(new LineDialect().name(), first.dialect());
    assertEquals(Duration.ofSeconds(5), first.age());
    assertEquals("alice\n".length(), first.received());
    assertEquals(alice.seen(), first.written());
    assertEquals(0, first.pending());
    assertNull(first.ending());
    assertEquals("memory", all.get(1).transport());
    assertEquals("datagram", all.get(1).dialect());
    assertEquals(Duration.ofSeconds(2), all.get(1).age());
  }
}
