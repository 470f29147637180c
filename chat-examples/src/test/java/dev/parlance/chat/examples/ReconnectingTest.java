package dev.parlance.chat.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.parlance.chat.ChatClient;
import dev.parlance.chat.ChatException;
import dev.parlance.chat.ChatServer;
import dev.parlance.chat.Listener;
import dev.parlance.chat.testkit.MemoryTransport;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReconnectingTest {

  private final MemoryTransport memory = MemoryTransport.create();
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  private final Reconnecting bot = new Reconnecting(() -> connect("bot"));

  private ChatServer serve() {
    return ChatServer.builder().listen(memory, 7777).listener(Listener.lines(seen::add)).start();
  }

  private ChatClient connect(String name) {
    return ChatClient.builder().transport(memory).connect("localhost", 7777, name);
  }

  private void sees(String line) throws InterruptedException {
    assertEquals(line, Objects.requireNonNull(seen.poll(30, TimeUnit.SECONDS), line));
  }

  @Test
  void isThereAgainWhenTheServerIs() throws InterruptedException {
    assertFalse(bot.send("too early"));
    try (ChatServer before = serve()) {
      bot.start();
      sees("+ bot (1 online)");
      assertEquals(1, before.online());
    }
    sees("* server is shutting down");
    sees("- bot (0 online)");
    while (bot.send("nobody hears this")) {
      Thread.onSpinWait(); // The server knew before the client does.
    }
    try (ChatServer after = serve()) {
      sees("+ bot (1 online)");
      while (!bot.send("hello")) {
        Thread.onSpinWait();
      }
      sees("bot: hello");
      bot.close();
      sees("- bot (0 online)");
      assertFalse(bot.send("gone"));
      assertEquals(0, after.online());
    }
  }

  @Test
  void triesAgainWhenItsNameIsTaken() throws InterruptedException {
    try (ChatServer server = serve()) {
      ChatClient other = connect("bot");
      sees("+ bot (1 online)");
      bot.start();
      while (server.metrics().connections().refusedNames() == 0) {
        Thread.onSpinWait();
      }
      other.close();
      sees("- bot (0 online)");
      sees("+ bot (1 online)");
      bot.close();
    }
  }

  @Test
  void closedWhileItConnectsLeavesWhenItHasJoined() throws InterruptedException {
    CountDownLatch connecting = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    Reconnecting slow =
        new Reconnecting(
            () -> {
              connecting.countDown();
              try {
                closed.await();
              } catch (InterruptedException unexpected) {
                throw new ChatException(unexpected.toString());
              }
              return connect("slow");
            });
    try (ChatServer server = serve()) {
      slow.start();
      connecting.await();
      slow.close();
      closed.countDown();
      sees("+ slow (1 online)");
      sees("- slow (0 online)");
      assertEquals(0, server.online());
    }
  }
}
