package dev.parlance.chat.examples.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Limits;
import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.transport.nio.NioTransport;
import dev.parlance.chat.transport.socket.SocketTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** More lines than the rate allows, over real sockets and in real time. */
@Timeout(60)
class FloodTest {

  static Stream<Transport> transports() {
    return Stream.of(NioTransport.tcp(), SocketTransport.tcp());
  }

  private static ChatServer start(Transport transport, Limits limits) {
    return ChatServer.builder().listen(transport, 0).limits(limits).start();
  }

  @ParameterizedTest
  @MethodSource("transports")
  void aFloodComesLaterAndWholeAndInOrder(Transport transport) throws Exception {
    Limits limits = Limits.defaults().withLinesPerSecond(500).withBurst(5);
    try (ChatServer server = start(transport, limits);
        Chatter bob = new Chatter(server.port()).join("bob");
        Chatter alice = new Chatter(server.port()).join("alice")) {
      int lines = 1000;
      for (int from = 0; from < lines; from += 100) { // in several reads
        StringBuilder some = new StringBuilder();
        for (int i = from; i < from + 100; i++) {
          some.append("number ").append(i).append(i == from + 99 ? "" : "\n");
        }
        alice.say(some.toString());
      }
      alice.say("-1");
      for (int i = 0; i < lines; i++) {
        bob.hears("alice: number " + i);
      }
      assertEquals("- alice (1 online)", bob.next());
    }
  }

  @ParameterizedTest
  @MethodSource("transports")
  void whoFloodsForTooLongIsClosedAndTheOthersTalkOn(Transport transport) throws Exception {
    Limits limits =
        Limits.defaults().withLinesPerSecond(100).withBurst(5).withPatience(Duration.ofMillis(500));
    try (ChatServer server = start(transport, limits);
        Chatter bob = new Chatter(server.port()).join("bob");
        Chatter carol = new Chatter(server.port()).join("carol");
        Chatter alice = new Chatter(server.port()).join("alice")) {
      Thread flood = new Thread(() -> flood(alice), "flood");
      flood.setDaemon(true);
      flood.start();
      int next = 0;
      String line = bob.next();
      while (!line.startsWith("- ")) {
        if (line.startsWith("alice: ")) {
          assertEquals("alice: " + next++, line);
        }
        line = bob.next();
      }
      assertTrue(next > 5, "some were heard: " + next);
      bob.say("quiet at last");
      String heard = carol.next();
      while (!heard.equals("bob: quiet at last")) {
        heard = carol.next();
      }
      assertEquals(2, server.online());
      while (server.closes(CloseReason.FLOOD) == 0) {
        Thread.onSpinWait();
      }
      flood.join();
    }
  }

  private static void flood(Chatter alice) {
    try {
      for (int i = 0; i < 100_000_000; i++) {
        alice.say(Integer.toString(i));
      }
    } catch (IOException closed) {
      // As it should be.
    }
  }
}
