package dev.parlance.chat.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.dialect.LineDialect;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Sessions come, speak, fall silent, are kicked, broken off and stopped in any order that a
 * transport may bring about. Each ends once, for one reason; a member's joining and leaving are
 * told once each and in that order; and who reads gets exactly what a witness gets, up to its own
 * leaving.
 *
 * <p>An input is a script: each step a byte that says what to do and to whom, and for a read the
 * text up to the next line feed, that included.
 */
final class SessionFuzzTest {

  private static final int SEATS = 6;

  private static final String LAST = "* server is shutting down\n";

  /** More names would be many that never meet. */
  private static final int STEPS = 2_000;

  @FuzzTest
  void everySessionEndsOnceAndIsOwedWhatTheWitnessGets(byte[] script) {
    new Play(script).perform();
  }

  /** One script, performed in a room of its own. */
  private static final class Play {

    private final ByteBuffer script;
    private final Random random;
    private final Room room = Stages.room();
    private final Visitor witness = new Visitor(room, new LineDialect(), 4001);
    private final Visitor reader;
    private final List<Visitor> everybody = new ArrayList<>();
    private final Visitor[] seats = new Visitor[SEATS];
    private int port = 5000;

    Play(byte[] bytes) {
      script = ByteBuffer.wrap(bytes);
      random = Reads.random(bytes, 5);
      reader = new Visitor(room, new LineDialect(), 4002);
      reader.withChannel(random, 1 + random.nextInt(200));
      reader.receive("reader\n".getBytes(UTF_8));
      witness.receive("witness\n".getBytes(UTF_8));
      for (int i = 0; i < SEATS; i++) {
        seats[i] = come(i);
      }
    }

    private Visitor come(int seat) {
      Visitor visitor = new Visitor(room, Dialects.ALL.get(seat), ++port);
      everybody.add(visitor.withChannel(random, 1 + random.nextInt(100)));
      return visitor;
    }

    void perform() {
      for (int steps = 0; script.hasRemaining() && steps < STEPS; steps++) {
        int what = script.get() & 0xff;
        int seat = what % SEATS;
        act(what / SEATS, seat);
        seats[seat].settle();
        if (seats[seat].isGone()) {
          seats[seat] = come(seat);
        }
      }
      close();
    }

    private void act(int what, int seat) {
      Visitor visitor = seats[seat];
      switch (what % 16) {
        case 0, 1, 2, 3, 4, 5 -> visitor.receive(line());
        case 6 -> visitor.pull();
        case 7 -> reader.pull();
        case 8 -> visitor.endInput();
        case 9 -> visitor.quiet();
        case 10 -> visitor.kick();
        case 11 -> visitor.lose(new IOException("broken"));
        case 12 -> visitor.cut(CloseReason.STALLED);
        case 13 -> visitor.isLate();
        case 14 -> room.notice("tea is ready");
        default -> leaveOrStop(seat);
      }
    }

    private void leaveOrStop(int seat) {
      if (seat == 0) {
        reader.end(CloseReason.KICKED);
      } else if (seat == 1) {
        room.stop();
      } else if (seat == 2) {
        stop();
      }
    }

    private void stop() {
      room.stop();
      everybody.forEach(visitor -> visitor.end(CloseReason.SERVER_STOPPED));
      reader.end(CloseReason.SERVER_STOPPED);
      witness.end(CloseReason.SERVER_STOPPED);
    }

    private byte[] line() {
      int start = script.position();
      int end = start;
      while (end < script.limit() && script.get(end) != '\n') {
        end++;
      }
      byte[] line = new byte[Math.min(end + 1, script.limit()) - start];
      script.get(line);
      return line;
    }

    private void close() {
      stop();
      everybody.forEach(Play::readToTheEnd);
      readToTheEnd(reader);
      readToTheEnd(witness);
      for (Visitor visitor : everybody) {
        visitor.lose(null);
        assertNotEquals(CloseReason.INTERNAL_ERROR, visitor.session().reason());
      }
      assertEquals(0, room.online());
      String shown = afterJoining(witness.heard(), "* welcome witness (2 online)\n");
      checkMoves(shown);
      checkReader(shown);
      assertTrue(shown.endsWith(LAST), () -> "the last notice is not the last: " + shown);
    }

    /** Who reads comes to an end. */
    private static void readToTheEnd(Visitor visitor) {
      int pulls = 0;
      while (visitor.pull()) {
        assertTrue(++pulls < 1_000_000, "there is no end to it");
      }
      assertFalse(
          !visitor.isGone() && visitor.session().cursor().owes(), "is still owed something");
    }

    private static String afterJoining(String heard, String last) {
      int at = heard.indexOf(last);
      assertTrue(at >= 0, heard);
      return heard.substring(at + last.length());
    }

    /** Joins and leaves alternate for each name. */
    private static void checkMoves(String shown) {
      Set<String> here = new HashSet<>(Set.of("reader", "witness"));
      for (String line : shown.split("\n", -1)) {
        if (line.startsWith("+ ")) {
          assertTrue(here.add(who(line)), () -> "joins twice: " + line);
        } else if (line.startsWith("- ")) {
          assertTrue(here.remove(who(line)), () -> "leaves, and was not there: " + line);
        }
      }
    }

    private static String who(String move) {
      return move.substring(2, move.indexOf(" ("));
    }

    private void checkReader(String shown) {
      String heard = afterJoining(reader.heard(), "+ witness (2 online)\n");
      int left = ("\n" + shown).indexOf("\n- reader (");
      assertEquals(left < 0 ? shown : shown.substring(0, left), heard);
    }
  }
}
