package dev.parlance.chat.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Limits;
import dev.parlance.chat.dialect.DatagramDialect;
import dev.parlance.chat.testkit.MemoryTransport;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lines above the rate: 5 a second, 10 at once. */
@Timeout(30)
class FloodTest {

  private static final Limits LIMITS =
      Limits.defaults().withLinesPerSecond(5).withBurst(10).withPatience(Duration.ofSeconds(3));

  private final MemoryTransport transport = MemoryTransport.create();
  private final MemoryTransport datagrams = MemoryTransport.datagrams();
  private final AtomicLong now = new AtomicLong();
  private final ChatServer server =
      ChatServer.builder()
          .listen(transport, 0)
          .listen(datagrams, 0, new DatagramDialect())
          .limits(LIMITS)
          .ticker(now::get)
          .start();

  @AfterEach
  void stop() {
    server.close();
  }

  private Terminal join(String name, int online) {
    return Terminal.connect(transport, server.addresses().get(0))
        .sees("* name?\n")
        .type(name + "\n")
        .sees("* welcome " + name + " (" + online + " online)\n");
  }

  private void pass(long millis) {
    now.addAndGet(Duration.ofMillis(millis).toNanos());
  }

  private static String lines(String before, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(number -> before + number + "\n")
        .collect(Collectors.joining());
  }

  @Test
  void linesAboveTheRateComeLaterAndInOrder() {
    Terminal bob = join("bob", 1);
    Terminal alice = join("alice", 2);
    alice.type(lines("", 0, 20)).type("/who\n");
    bob.sees("+ alice (2 online)\n" + lines("alice: ", 0, 9)); // the name was a line, too
    for (int next = 9; next < 20; next++) {
      bob.sees("");
      pass(200);
      bob.sees(lines("alice: ", next, next + 1));
    }
    alice.sees("");
    pass(200);
    alice.sees("* 2 online: bob alice\n");
  }

  @Test
  void timeBringsBackNoMoreThanABurst() {
    Terminal bob = join("bob", 1);
    Terminal alice = join("alice", 2);
    pass(60_000);
    alice.type(lines("", 0, 12));
    bob.sees("+ alice (2 online)\n" + lines("alice: ", 0, 10));
    pass(400);
    bob.sees(lines("alice: ", 10, 12));
  }

  @Test
  void whatWasSentBeforeTheEndOfTheInputIsSaidBeforeTheEnd() {
    Terminal bob = join("bob", 1);
    join("alice", 2).type(lines("", 0, 12)).hangsUp();
    bob.sees("+ alice (2 online)\n" + lines("alice: ", 0, 9));
    pass(600);
    bob.sees(lines("alice: ", 9, 12) + "- alice (1 online)\n");
  }

  @Test
  void whoKeepsToTheRateIsNeverClosed() {
    Terminal bob = join("bob", 1);
    Terminal alice = join("alice", 2);
    bob.sees("+ alice (2 online)\n");
    alice.type(lines("", 0, 9)); // no token is left, and each is taken as soon as it is there
    bob.sees(lines("alice: ", 0, 9));
    for (int number = 0; number < 300; number++) {
      pass(200);
      alice.type("x" + number + "\n");
      bob.sees("alice: x" + number + "\n");
    }
    assertEquals(2, server.online());
  }

  @Test
  void whoFloodsForLongerThanThePatienceIsToldSoAndClosed() {
    Terminal bob = join("bob", 1);
    Terminal alice = join("alice", 2);
    alice.type(lines("", 0, 1000));
    bob.sees("+ alice (2 online)\n" + lines("alice: ", 0, 9));
    for (int next = 9; next < 24; next++) { // three seconds
      pass(200);
      bob.sees(lines("alice: ", next, next + 1));
    }
    pass(200);
    bob.sees(lines("alice: ", 24, 25) + "- alice (1 online)\n");
    alice.sees("! more than 5 lines a second for too long\n").seesTheEnd();
    alice.hangsUp().isClosed();
    while (server.closes(CloseReason.FLOOD) == 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void whoCanBeKickedWhileItsLinesWait() {
    Terminal alice = join("alice", 1);
    alice.type(lines("", 0, 1000));
    assertTrue(server.kick("alice", "flood"));
    alice.sees("! you were removed: flood\n").seesTheEnd().hangsUp().isClosed();
  }

  @Test
  void datagramsAboveTheRateAreDroppedAndCounted() {
    Terminal alice = Terminal.connect(datagrams, server.addresses().get(1)).type("alice");
    alice.sees("[SERVER] alice has joined the chat.");
    for (int number = 0; number < 20; number++) {
      alice.type("<" + number + ">");
    }
    StringBuilder echo = new StringBuilder();
    IntStream.range(0, 9).forEach(number -> echo.append("alice ~ <").append(number).append(">"));
    alice.sees(echo.toString());
    awaitDropped(11);
    pass(200);
    alice.type("again").sees("alice ~ again");
    assertEquals(11, server.metrics().messages().dropped());
  }

  @Test
  void datagramsAboveTheRateForLongerThanThePatienceAreAFlood() {
    Terminal alice = Terminal.connect(datagrams, server.addresses().get(1)).type("alice");
    alice.sees("[SERVER] alice has joined the chat.");
    IntStream.range(0, 9).forEach(number -> alice.type("x").sees("alice ~ x"));
    long steps = LIMITS.patience().toMillis() / 50;
    for (int step = 1; step <= steps; step++) {
      pass(50);
      alice.type("x");
      if (step % 4 == 0) {
        alice.sees("alice ~ x");
      } else {
        awaitDropped(step - step / 4);
      }
    }
    assertEquals(0, server.closes(CloseReason.FLOOD));
    pass(50);
    alice.type("x");
    awaitDropped(steps - steps / 4 + 1);
    pass(50);
    alice.type("x").sees("[SERVER] more than 5 lines a second for too long");
  }

  private void awaitDropped(long count) {
    while (server.metrics().messages().dropped() < count) {
      Thread.onSpinWait();
    }
  }
}
