package dev.parlance.chat.examples.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.Limits;
import dev.parlance.chat.examples.console.Chat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** D8 of the promise: a server that is told to end while everybody talks. */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class TerminationTest {

  static final List<String> JVM = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1");

  private static final int TALKERS = 6;
  private static final int LISTENERS = 4;

  @ParameterizedTest
  @ValueSource(strings = {"nio", "socket"})
  void whatWasAcceptedReachesEverybodyThreeTimes(String transport) throws Exception {
    rounds(transport, 3, 1);
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"nio", "socket"})
  void whatWasAcceptedReachesEverybodyAHundredTimes(String transport) throws Exception {
    rounds(transport, 100, System.nanoTime());
  }

  private static void rounds(String transport, int rounds, long seed) throws Exception {
    Random random = new Random(seed);
    for (int round = 0; round < rounds; round++) {
      int moment = random.nextInt(20_000);
      try {
        terminateAfter(transport, moment);
      } catch (AssertionError failure) {
        throw new AssertionError("round " + round + ", after " + moment + " lines", failure);
      }
    }
  }

  private static void terminateAfter(String transport, int lines) throws Exception {
    try (Child server = server(transport);
        Choir choir = new Choir(port(server))) {
      Voice witness = choir.join("witness");
      for (int i = 0; i < TALKERS; i++) {
        choir.join("talker" + i);
      }
      for (int i = 0; i < LISTENERS; i++) {
        choir.join("listener" + i);
      }
      choir.voices().subList(1, 1 + TALKERS).forEach(Voice::talks);
      choir.serveUntil(() -> witness.lines().size() > lines, lines + " lines were said");
      long told = System.nanoTime();
      server.signal("TERM");
      choir.serveToTheEnd();
      assertEquals((1 + TALKERS + LISTENERS) + " drained, 0 cut", server.answer("stopped: "));
      OneRoom.assertComplete(choir.voices());
      assertEquals(0, server.status());
      long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - told);
      assertTrue(took < Limits.defaults().drain().toMillis(), () -> "took " + took + " ms");
    }
  }

  static Child server(String transport) throws Exception {
    return Child.start(
        JVM, Chat.class.getName(), "server", "-q", "--listen", transport + "/line@:0");
  }

  static int port(Child server) throws Exception {
    String address = server.answer("listening on 127.0.0.1:");
    return Integer.parseInt(address.substring(0, address.indexOf(' ')));
  }
}
