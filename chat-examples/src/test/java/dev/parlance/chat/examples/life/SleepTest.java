package dev.parlance.chat.examples.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that are put to sleep, as by a debugger or a virtual machine that is moved. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SleepTest {

  private static final int TALKERS = 3;

  @ParameterizedTest
  @ValueSource(strings = {"nio", "socket"})
  void aServerThatSleptForThreeSecondsDropsNobody(String transport) throws Exception {
    serverSleeps(transport, 3);
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"nio", "socket"})
  void aServerThatSleptForAMinuteDropsNobody(String transport) throws Exception {
    serverSleeps(transport, 60);
  }

  /** Longer than the name deadline, too: who gave its name meanwhile is welcome. */
  private static void serverSleeps(String transport, int seconds) throws Exception {
    try (Child server = TerminationTest.server(transport);
        Choir choir = new Choir(TerminationTest.port(server))) {
      Voice witness = choir.join("witness");
      for (int i = 0; i < TALKERS; i++) {
        choir.join("talker" + i);
      }
      Voice idle = choir.join("idle");
      Voice late = choir.connect("late");
      choir.serveUntil(() -> late.hasHeard("* name?"), "is asked for the name");
      choir.voices().subList(1, 1 + TALKERS).forEach(Voice::talks);
      choir.serveUntil(() -> witness.lines().size() > 100, "all talk");
      server.signal("STOP");
      late.says("late");
      choir.serveFor(seconds);
      assertNull(idle.broken());
      int before = witness.lines().size();
      server.signal("CONT");
      choir.serveUntil(() -> witness.lines().size() > before + 1000, "it goes on");
      choir.serveUntil(() -> late.hasHeard("* welcome late (6 online)"), "late is welcome");
      server.signal("TERM");
      choir.serveToTheEnd();
      OneRoom.assertComplete(choir.voices());
      assertEquals("6 drained, 0 cut", server.answer("stopped: "));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nio", "socket"})
  void aClientThatSleptForTwoSecondsMissesNothing(String transport) throws Exception {
    clientSleeps(transport, 2);
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"nio", "socket"})
  void aClientThatSleptForFiveSecondsMissesNothing(String transport) throws Exception {
    clientSleeps(transport, 5);
  }

  /** In a room that goes on talking, though not more than the window holds. */
  private static void clientSleeps(String transport, int seconds) throws Exception {
    try (Child server = TerminationTest.server(transport);
        Choir choir = new Choir(TerminationTest.port(server))) {
      int port = choir.port();
      Voice witness = choir.join("witness");
      Voice talker = choir.join("talker0");
      try (Child sleeper = Guests.start(port, 1, 0)) {
        choir.serveUntil(() -> witness.hasHeard("+ guest0 (3 online)"), "the sleeper joined");
        sleeper.signal("STOP");
        talker.talks();
        choir.serveUntil(() -> talker.said() > 50_000, "a lot is said");
        talker.stopsTalking();
        choir.serveFor(seconds);
        sleeper.signal("CONT");
        talker.talks();
        choir.serveUntil(() -> talker.said() > 60_000, "more is said");
        server.signal("TERM");
        choir.serveToTheEnd();
        OneRoom.assertComplete(List.of(witness, talker));
        assertEquals("3 drained, 0 cut", server.answer("stopped: "));
        int lines = (int) witness.lines().stream().filter(l -> l.startsWith("talker0: ")).count();
        assertEquals(
            "1 guests, all heard " + lines + " lines in order", sleeper.answer("report: "));
      }
    }
  }
}
