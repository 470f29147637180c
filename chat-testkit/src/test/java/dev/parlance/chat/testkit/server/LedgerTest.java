package dev.parlance.chat.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Closed;
import dev.parlance.chat.Ledger;
import dev.parlance.chat.Listener;
import dev.parlance.chat.dialect.AddressDialect;
import dev.parlance.chat.dialect.CountedDialect;
import dev.parlance.chat.dialect.DatagramDialect;
import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.dialect.LineDialect;
import dev.parlance.chat.dialect.NickDialect;
import dev.parlance.chat.dialect.TildeDialect;
import dev.parlance.chat.testkit.MemoryTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is owed is what was written, and what was discarded with a connection. */
@Timeout(30)
class LedgerTest {

  private static final List<Dialect> DIALECTS =
      List.of(
          new LineDialect(),
          new TildeDialect(),
          new NickDialect(),
          new CountedDialect(),
          new AddressDialect(),
          new DatagramDialect());

  private final MemoryTransport transport = MemoryTransport.create();
  private final MemoryTransport datagrams = MemoryTransport.datagrams();
  private final BlockingQueue<Closed> ends = new LinkedBlockingQueue<>();
  private final AtomicLong now = new AtomicLong();
  private final ChatServer server = start();

  private ChatServer start() {
    ChatServer.Builder builder = ChatServer.builder().ticker(now::get);
    for (Dialect dialect : DIALECTS) {
      boolean datagram = dialect.equals(new DatagramDialect());
      builder = builder.listen(datagram ? datagrams : transport, 0, dialect);
    }
    return builder
        .listener(
            new Listener() {
              @Override
              public void closed(Closed end) {
                ends.add(end);
              }
            })
        .start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Terminal connect(int place) {
    MemoryTransport over = place == DIALECTS.size() - 1 ? datagrams : transport;
    return Terminal.connect(over, server.addresses().get(place));
  }

  /** Joins by each dialect; those without names are members at once. */
  private List<Terminal> joinByAll(String name) {
    List<Terminal> all = new ArrayList<>();
    for (int place = 0; place < DIALECTS.size(); place++) {
      Terminal terminal = connect(place);
      int online = server.online();
      terminal.type(name + place + (place == 0 ? "\n" : ""));
      while (server.online() == online && place < 3) {
        Thread.onSpinWait();
      }
      all.add(terminal);
    }
    return all;
  }

  private Ledger quietLedger() {
    Ledger ledger = server.ledger();
    while (ledger.pending() != 0) {
      Thread.onSpinWait();
      ledger = server.ledger();
    }
    return ledger;
  }

  @Test
  void inEveryDialectWhatIsOwedIsWritten() {
    List<Terminal> all = joinByAll("a");
    while (server.online() < DIALECTS.size()) {
      Thread.onSpinWait();
    }
    for (int round = 0; round < 20; round++) {
      for (int place = 0; place < all.size(); place++) {
        all.get(place).type("text " + round + (place == 0 || place == 3 ? "\n" : ""));
      }
      assertTrue(server.broadcast("notice " + round));
      quietLedger();
    }
    long seen = all.stream().mapToLong(Terminal::seen).sum();
    Ledger ledger = quietLedger();
    assertEquals(0, ledger.discarded());
    assertTrue(ledger.written() >= seen, ledger + ", seen " + seen);
    server.close();
    Ledger last = server.ledger();
    assertEquals(0, last.pending());
    assertEquals(0, last.discarded());
    assertEquals(last.written(), all.stream().mapToLong(Terminal::seen).sum());
  }

  @Test
  void whatADeafMemberIsOwedIsDiscardedWithIt() throws Exception {
    Terminal alice = connect(0).type("alice\n").sees("* name?\n* welcome alice (1 online)\n");
    connect(0).type("deaf\n").sees("* name?\n* welcome deaf (2 online)\n").looksAway();
    alice.sees("+ deaf (2 online)\n");
    for (int i = 0; i < 200; i++) {
      assertTrue(server.broadcast("x".repeat(1000)));
      alice.sees("* " + "x".repeat(1000) + "\n");
    }
    assertTrue(server.ledger().pending() > 0);
    while (server.closes(CloseReason.STALLED) == 0) {
      now.addAndGet(Duration.ofSeconds(1).toNanos());
      Thread.onSpinWait();
    }
    Closed end = ends.poll(10, TimeUnit.SECONDS);
    assertNotNull(end);
    assertEquals(
        200 * 1003 + "* name?\n* welcome deaf (2 online)\n".length(),
        end.written() + end.discarded());
    assertEquals(end.discarded(), quietLedger().discarded());
  }
}
