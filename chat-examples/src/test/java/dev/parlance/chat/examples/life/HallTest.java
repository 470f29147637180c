package dev.parlance.chat.examples.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.examples.life.Hall.Measure;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A very full room: what a member costs that only listens, and that a tenth of them may stop
 * reading and nobody else notices. The server and its members are processes of their own. How many
 * members is the system property {@code life.members}, several with commas between.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class HallTest {

  private static final int DEAF_ONE_IN = 10;

  private static final int LINES_AT_ONCE = 100;
  private static final String PADDING = " " + "x".repeat(990);

  /** For what a thousand of the deaf may leave behind: nothing that grows with what is said. */
  private static final long FLAT = 8 << 20;

  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(10);

  static Stream<Arguments> halls() {
    String members = System.getProperty("life.members", "1000,10000,19000");
    return Stream.of("nio", "socket")
        .flatMap(
            transport ->
                Arrays.stream(members.split(",", -1))
                    .map(count -> Arguments.of(transport, Integer.valueOf(count))));
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("halls")
  void aTenthMayStopReading(String transport, int members) throws Exception {
    visit(transport, members);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nio", "socket"})
  void aTenthOfAHundredMayStopReading(String transport) throws Exception {
    visit(transport, 100);
  }

  private static void visit(String transport, int members) throws Exception {
    int deaf = members / DEAF_ONE_IN;
    try (Child hall = Hall.start(transport)) {
      int port = Integer.parseInt(hall.answer("port: "));
      Measure empty = measure(hall);
      try (Child guests = Guests.start(port, members, deaf);
          Choir choir = new Choir(port)) {
        guests.answer("joined: ");
        Measure full = measure(hall);
        print(transport, members, empty, full);
        Voice voice = talker(choir, members + 1);
        ask(guests, "look away");
        talkUntilCut(hall, guests, choir, voice, deaf);
        long said = voice.said();
        Measure after = measure(hall);
        assertTrue(after.heap() - full.heap() < FLAT, () -> full + ", then " + after);
        hall.ask("stop");
        choir.serveToTheEnd();
        assertEquals(
            (members - deaf) + " guests, all heard " + said + " lines in order",
            guests.answer("report: "));
      }
    }
  }

  private static Voice talker(Choir choir, int online) throws Exception {
    Voice voice = choir.connect("talker0");
    voice.says("talker0");
    choir.serveUntil(
        () -> voice.hasHeard("* welcome talker0 (" + online + " online)"), "the talker joined");
    return voice;
  }

  /** A little at a time, as fast as those that listen hear it: the room keeps pace. */
  private static void talkUntilCut(Child hall, Child guests, Choir choir, Voice voice, int deaf)
      throws Exception {
    long deadline = System.nanoTime() + PATIENCE;
    while (cut(hall) < deaf) {
      assertTrue(System.nanoTime() < deadline, () -> "not all of the deaf are cut: " + deaf);
      voice.says(LINES_AT_ONCE, PADDING);
      choir.serveUntil(voice::isSilent, "all was handed over");
      awaitHeard(guests, choir, voice.said());
    }
    assertEquals(deaf, cut(hall), "too slow");
  }

  private static int cut(Child hall) throws Exception {
    hall.ask("cut");
    return Integer.parseInt(hall.answer("cut: "));
  }

  private static void awaitHeard(Child guests, Choir choir, long said) throws Exception {
    long deadline = System.nanoTime() + PATIENCE;
    while (ask(guests, "heard?") < said) {
      assertTrue(System.nanoTime() < deadline, "not all that was said is heard");
      choir.serveFor(0); // a look at the talker, for as long as one takes
    }
  }

  private static long ask(Child guests, String question) throws Exception {
    guests.ask(question);
    return Long.parseLong(guests.answer("least: "));
  }

  private static Measure measure(Child hall) throws Exception {
    hall.ask("measure");
    return Measure.parse(hall.answer("measured: "));
  }

  private static void print(String transport, int members, Measure empty, Measure full) {
    System.out.printf(
        "%-6s %6d members: %,7d bytes of heap and %,8d resident bytes a member, %d threads%n",
        transport,
        members,
        (full.heap() - empty.heap()) / members,
        (full.resident() - empty.resident()) / members,
        full.threads());
  }
}
