package dev.parlance.chat.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.User;
import dev.parlance.chat.testkit.MemoryTransport;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OpsBotTest {

  private final MemoryTransport memory = MemoryTransport.create();
  private final CompletableFuture<OpsBot> bot = new CompletableFuture<>();

  private ChatServer start() {
    return ChatServer.builder()
        .listen(memory, 7777)
        .listener(
            server -> {
              bot.complete(new OpsBot(server, user -> user.name().equals("admin")));
              return bot.join();
            })
        .start();
  }

  @Test
  void itAnswersWhoeverAsks() throws InterruptedException {
    try (ChatServer server = start();
        Visitor ann = new Visitor(memory, server.port(), "ann")) {
      ann.says("!status").says("hello").says("!uptime");
      assertTrue(ann.hears().startsWith("* 1 online, 0 connections ended, "));
      assertTrue(ann.hears().matches("\\* up for \\d+:\\d\\d:\\d\\d"));
    }
  }

  @Test
  void itRemovesMembersForThoseItTrusts() throws InterruptedException {
    try (ChatServer server = start();
        Visitor admin = new Visitor(memory, server.port(), "admin");
        Visitor eve = new Visitor(memory, server.port(), "eve")) {
      eve.says("!kick admin");
      assertEquals("eve: !kick admin", admin.hears());
      assertEquals("* eve is not allowed to do that", admin.hears());
      admin.says("!kick bob").says("!kick").says("!kick eve has been rude");
      assertEquals("* there is no bob", admin.hears());
      assertEquals("* !kick NAME WHY", admin.hears());
      assertEquals(CloseReason.PEER_CLOSED, eve.client().ended().toCompletableFuture().join());
      while (server.closes(CloseReason.KICKED) == 0) {
        Thread.onSpinWait(); // The other end is told of it first.
      }
      assertEquals(1, server.online());
    }
  }

  @Test
  void itWarnsOnceWhenMemoryRunsShort() throws InterruptedException {
    try (ChatServer server = start();
        Visitor ann = new Visitor(memory, server.port(), "ann")) {
      for (double used : new double[] {0.5, 0.95, 0.96, 0.8, 0.6, 0.91}) {
        bot.join().look(used);
      }
      assertEquals("* memory runs short: 95 %", ann.hears());
      assertEquals("* there is enough memory again", ann.hears());
      assertEquals("* memory runs short: 91 %", ann.hears());
    }
  }

  @Test
  void anOperatorSitsAtTheMachineItself() {
    assertTrue(OpsBot.isOperator(User.named("admin", "127.0.0.1", 5000)));
    assertTrue(OpsBot.isOperator(User.named("admin", "::1", 5000)));
    assertFalse(OpsBot.isOperator(User.named("admin", "192.0.2.1", 5000)));
    assertFalse(OpsBot.isOperator(User.named("bob", "127.0.0.1", 5000)));
  }
}
