package dev.parlance.chat.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Limits;
import dev.parlance.chat.Listener;
import dev.parlance.chat.Message;
import dev.parlance.chat.Metrics;
import dev.parlance.chat.dialect.DatagramDialect;
import dev.parlance.chat.testkit.MemoryTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DatagramServerTest {

  private final MemoryTransport transport = MemoryTransport.datagrams();
  private Journal journal = new Journal();
  private final AtomicLong now = new AtomicLong();
  private ChatServer server = start(Limits.defaults().withMembers(2));

  private ChatServer start(Limits limits) {
    return ChatServer.builder()
        .listen(transport, 0, new DatagramDialect())
        .limits(limits)
        .listener(journal)
        .ticker(now::get)
        .start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Terminal join(String name) {
    return Terminal.connect(transport, server.addresses().get(0))
        .type(name)
        .sees("[SERVER] " + name + " has joined the chat.");
  }

  @Test
  void whoIsSilentForLongHasLeft() {
    join("uma");
    now.addAndGet(Duration.ofMinutes(5).plusSeconds(1).toNanos());
    assertEquals("closed uma IDLE", journal.lines(3).get(2));
  }

  @Test
  void theSentinelLeavesAndTheAddressMayComeAgain() {
    Terminal uma = join("uma").type("hi").sees("uma ~ hi").type("-1");
    assertEquals("closed uma CLIENT_QUIT", journal.lines(4).get(3));
    uma.type("uma").sees("[SERVER] uma has joined the chat.");
  }

  @Test
  void whatIsTooLongIsDroppedAndCounted() {
    Terminal uma = join("uma");
    uma.type("x".repeat(5000)).sees("[SERVER] longer than 4096 bytes, not sent");
    assertEquals(1, server.metrics().messages().oversized());
    uma.type("hi").sees("uma ~ hi");
  }

  @Test
  void noMoreAddressesAreKeptThanThereMayBeMembers() {
    join("uma");
    Terminal.connect(transport, server.addresses().get(0))
        .type("vic")
        .sees("[SERVER] vic has joined the chat.");
    Terminal.connect(transport, server.addresses().get(0)).type("wim");
    assertEquals("closed somebody TOO_MANY", journal.lines(3).get(2));
    assertEquals(1, server.closes(CloseReason.TOO_MANY));
  }

  @Test
  void aFloodOfForgedAddressesPushesNothingOutThatTheListenerShouldHear() throws Exception {
    server.close();
    CountDownLatch mayHear = new CountDownLatch(1);
    List<String> heard = Collections.synchronizedList(new ArrayList<>());
    Listener slow = Listener.of(message -> note(message, mayHear, heard));
    server =
        ChatServer.builder()
            .listen(transport, 0, new DatagramDialect())
            .limits(Limits.defaults().withMembers(1))
            .listener(slow)
            .start();
    Terminal uma = join("uma");
    int forged = 6000;
    for (int i = 0; i < forged; i++) {
      Terminal.connect(transport, server.addresses().get(0)).type("vic");
    }
    while (server.metrics().connections().closed(CloseReason.TOO_MANY) < forged) {
      Thread.onSpinWait();
    }
    for (int i = 0; i < 100; i++) {
      uma.type("line " + i).sees("uma ~ line " + i);
    }
    Metrics crowded = server.metrics();
    assertTrue(crowded.load().listener() < Listener.BACKLOG / 16 + 200, crowded.toString());
    assertEquals(1 + forged, crowded.connections().accepted());
    mayHear.countDown();
    server.close();
    assertEquals(1 + 100 + 1 + 1, heard.size(), "joined, said, the final notice, left");
  }

  private static void note(Message message, CountDownLatch mayHear, List<String> heard) {
    try {
      assertTrue(mayHear.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
    heard.add(message.toString());
  }

  private void restart(boolean loopbackExempt) {
    server.close();
    journal = new Journal();
    server = start(Limits.defaults().withBytesPerDatagram(1000).withLoopbackExempt(loopbackExempt));
  }

  /** So many datagrams of 100 bytes to all. */
  private void announce(int count, Terminal member) {
    for (int i = 0; i < count; i++) {
      assertTrue(server.broadcast("x".repeat(91)));
      member.sees("[SERVER] " + "x".repeat(91));
    }
  }

  @Test
  void anAddressThatMayBeForgedIsSentNoMoreThanADatagramIsWorth() {
    restart(false);
    Terminal uma = join("uma"); // for which it was sent 33 bytes
    announce(10, uma);
    assertEquals("closed uma IDLE", journal.lines(13).get(12));
    assertEquals("left uma 0", journal.lines(13).get(11));
    assertTrue(server.broadcast("is anybody there?"));
    uma.sees("");
    assertEquals(1, server.closes(CloseReason.IDLE));
  }

  @Test
  void whoIsHeardOfNowAndThenIsToldEverything() {
    restart(false);
    Terminal uma = join("uma");
    for (int i = 0; i < 3; i++) {
      announce(9, uma);
      uma.type("hi").sees("uma ~ hi");
    }
  }

  @Test
  void whoIsOnThisMachineMayListenForAsLongAsItLikes() {
    restart(true);
    announce(100, join("uma"));
  }
}
