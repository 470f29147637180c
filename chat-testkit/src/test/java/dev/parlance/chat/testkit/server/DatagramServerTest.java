package dev.parlance.chat.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Limits;
import dev.parlance.chat.dialect.DatagramDialect;
import dev.parlance.chat.testkit.MemoryTransport;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DatagramServerTest {

  private final MemoryTransport transport = MemoryTransport.datagrams();
  private final Journal journal = new Journal();
  private final AtomicLong now = new AtomicLong();
  private final ChatServer server =
      ChatServer.builder()
          .listen(transport, 0, new DatagramDialect())
          .limits(Limits.defaults().withMembers(2))
          .listener(journal)
          .ticker(now::get)
          .start();

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
    assertEquals(1, server.oversized());
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
}
