package dev.parlance.chat.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Limits;
import dev.parlance.chat.dialect.DatagramDialect;
import dev.parlance.chat.testkit.ManualTicker;
import dev.parlance.chat.testkit.MemoryTransport;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ManualTickerTest {

  private static final Duration MOMENT = Duration.ofMillis(1);

  private final ManualTicker time = new ManualTicker();
  private final MemoryTransport transport = MemoryTransport.create();
  private final Limits limits = Limits.defaults();

  @Test
  void aNameIsAskedForInVainUntilItsDeadlineAndNoLonger() {
    Journal journal = new Journal();
    try (ChatServer server =
        ChatServer.builder().listen(transport, 0).ticker(time).listener(journal).start()) {
      Terminal silent = Terminal.connect(transport, server.addresses().get(0)).sees("* name?\n");
      time.advance(limits.nameDeadline());
      assertEquals(0, server.closes(CloseReason.NAME_TIMEOUT));
      time.advance(MOMENT);
      silent.sees("! no name within 10 s\n").seesTheEnd();
      assertEquals(List.of("closed somebody NAME_TIMEOUT"), journal.lines(1));
    }
  }

  @Test
  void whoTakesNothingIsStalledWhenTheTimeIsUp() {
    try (ChatServer server = ChatServer.builder().listen(transport, 0).ticker(time).start()) {
      Terminal deaf = Terminal.connect(transport, server.addresses().get(0)).type("deaf\n");
      deaf.sees("* name?\n* welcome deaf (1 online)\n").looksAway();
      for (int i = 0; i < 200; i++) {
        server.broadcast("x".repeat(1000));
      }
      Duration passed = Duration.ZERO;
      while (server.closes(CloseReason.STALLED) == 0) {
        time.advance(Duration.ofSeconds(1));
        passed = passed.plusSeconds(1);
      }
      assertTrue(passed.compareTo(limits.stall()) > 0, "too soon: after " + passed);
      deaf.isClosed();
      assertEquals(1, server.closes(CloseReason.STALLED));
    }
  }

  @Test
  void whoSendsNoDatagramIsIdleWhenTheTimeIsUp() {
    MemoryTransport datagrams = MemoryTransport.datagrams();
    Limits soon = limits.withIdle(Duration.ofSeconds(5));
    try (ChatServer server =
        ChatServer.builder()
            .listen(datagrams, 0, new DatagramDialect())
            .limits(soon)
            .ticker(time)
            .start()) {
      Terminal alice = Terminal.connect(datagrams, server.addresses().get(0)).type("alice");
      alice.sees("[SERVER] alice has joined the chat.");
      time.advance(Duration.ofSeconds(5));
      assertEquals(1, server.online());
      time.advance(MOMENT);
      assertEquals(0, server.online());
    }
  }

  @Test
  void timeMayPassWhereThereIsNoServer() {
    time.advance(Duration.ofDays(1));
    assertEquals(Duration.ofDays(1).toNanos(), time.getAsLong());
    assertThrows(IllegalArgumentException.class, () -> time.advance(MOMENT.negated()));
  }
}
