package dev.parlance.chat.testkit.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parlance.chat.testkit.history.InventedRoom.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the check lets pass, and how it says what it does not. */
@Timeout(60)
class ChronicleTest {

  private final InventedRoom room = new InventedRoom();

  private void assertFails(String message) {
    AssertionError caught = assertThrows(AssertionError.class, room::check);
    assertEquals(message, caught.getMessage());
  }

  @Test
  void nothingIsHealthy() {
    room.check();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void aBusyRoomIsHealthy(long seed) {
    InventedRoom.busy(seed, 2000).check();
  }

  @Test
  void hundredsOfThousandsOfLinesAreCheckedAtOnce() {
    InventedRoom.busy(1, 50_000).check();
  }

  @Test
  void twoThatTalkNeedNobodyElse() {
    room.join("alice");
    room.join("bob");
    for (int i = 0; i < 100; i++) {
      room.say("alice");
      room.say("bob");
    }
    room.leave("bob");
    room.say("alice");
    room.leave("alice");
    room.check();
  }

  @Test
  void whoIsAloneMayTalkUnheard() {
    room.join("alice");
    room.say("alice");
    room.say("alice");
    room.join("bob");
    room.say("alice");
    room.leave("alice");
    room.say("bob");
    room.leave("bob");
    room.join("alice");
    room.say("alice");
    room.leave("alice");
    room.check();
  }

  @Test
  void whoStillIsThereIsChecked() {
    room.join("alice");
    room.join("bob");
    room.say("alice");
    room.check();
    room.script("alice").sent = 2;
    assertFails("alice: it sent 2 lines, and 1 were heard");
  }

  @Test
  void aBrokenStreamMayLackTheEnd() {
    room.join("alice");
    room.join("bob");
    room.join("carol");
    room.join("dave");
    for (int i = 0; i < 10; i++) {
      room.say("alice");
    }
    room.leave("bob");
    room.say("alice");
    room.leave("alice");
    room.leave("carol");
    room.leave("dave");
    Script bob = room.script("bob");
    bob.lines = bob.lines.subList(0, 7);
    assertFails(
        "after 6 events of the room, <alice: alice:3> came next for carol (its event 5), "
            + "dave (its event 4), but bob (its event 6) was shown nothing more");
    bob.cut = true;
    room.check();
  }

  @Test
  void theEndOfTheServerIsTheLastOfAll() {
    room.join("alice");
    room.join("bob");
    room.stop();
    room.check();
    room.script("alice").lines.add("* more");
    room.script("bob").lines.add("* more");
    assertFails("alice, event 3: was shown <* more>, but the server has stopped");
  }

  @Test
  void aMemberThatOthersDidNotSeeJoinIsFound() {
    room.join("alice");
    room.join("bob");
    room.script("alice").lines.remove(2);
    assertFails("alice was not shown that bob joined");
  }

  @Test
  void aLeavingThatIsNotShownIsFound() {
    room.join("alice");
    room.join("bob");
    room.join("carol");
    room.leave("bob");
    room.script("alice").lines.remove("- bob (2 online)");
    room.script("carol").lines.remove("- bob (2 online)");
    assertFails("nobody was shown that bob left, whose stream ended");
  }

  @Test
  void aStreamThatEndsInTheMiddleOfALineIsFound() {
    Chronicle chronicle = new Chronicle();
    History alice = chronicle.member("alice");
    byte[] bytes = "* welcome alice (1 online)\n* noti".getBytes(UTF_8);
    alice.saw(bytes, 0, bytes.length);
    chronicle.check();
    alice.ended();
    AssertionError caught = assertThrows(AssertionError.class, chronicle::check);
    assertEquals("alice's stream ended in the middle of a line", caught.getMessage());
  }

  @Test
  void linesMayArriveInAnyPieces() {
    Chronicle chronicle = new Chronicle();
    History alice = chronicle.member("alice");
    byte[] bytes =
        "* name?\r\n* welcome alice (1 online)\n+ bob (2 online)\r\nbob: x\n".getBytes(UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      alice.saw(bytes, i, i + 1);
    }
    alice.awaitWelcome(Duration.ZERO.plusSeconds(1));
    alice.awaitLine("bob: x", Duration.ofSeconds(1));
    assertEquals(2, alice.size());
    assertEquals("alice was shown 2 events, the last one bob: x (OPEN)", alice.toString());
    assertThrows(AssertionError.class, () -> alice.awaitLine("x: y", Duration.ofMillis(1)));
    chronicle.check();
  }

  @Test
  void whatIsForOneMemberAloneIsNoPartOfTheRoom() {
    room.join("alice");
    room.join("bob");
    room.script("bob").lines.add("! unknown command: /x (try /help)");
    room.check();
  }

  @Test
  void manyThatDifferAreCountedAndSomeAreNamed() {
    for (int i = 0; i < 20; i++) {
      room.join("m" + i);
    }
    room.notice("one");
    for (int i = 0; i < 8; i++) {
      room.script("m" + i).lines.remove("* one");
    }
    AssertionError caught = assertThrows(AssertionError.class, room::check);
    assertEquals(
        "after 19 events of the room, <* one> came next for m8 (its event 12), m9 (its event 11), "
            + "m10 (its event 10), m11 (its event 9), m12 (its event 8) and 7 more, but "
            + "m0 (its event 20) was shown nothing more; m1 (its event 19) was shown nothing more; "
            + "m2 (its event 18) was shown nothing more; m3 (its event 17) was shown nothing more; "
            + "m4 (its event 16) was shown nothing more and 3 more",
        caught.getMessage());
  }

  @Test
  void oneThousandMembersOfALargeRoomTakeLittleMemory() {
    int members = 1000;
    int lines = Integer.getInteger("parlance.lines", 2000);
    Chronicle chronicle = new Chronicle();
    List<History> histories = new ArrayList<>();
    for (int m = 0; m < members; m++) {
      History history = chronicle.member("m" + m);
      history.saw("* welcome m" + m + " (" + (m + 1) + " online)");
      histories.add(history);
      for (int k = m + 1; k < members; k++) {
        history.saw("+ m" + k + " (" + (k + 1) + " online)");
      }
    }
    for (int i = 0; i < lines; i++) {
      String talker = "m" + i % 10;
      byte[] said = (talker + ": " + histories.get(i % 10).say() + " and so on\n").getBytes(UTF_8);
      for (int m = 0; m < members; m++) {
        if (m != i % 10) {
          histories.get(m).saw(said, 0, said.length);
        }
      }
    }
    chronicle.check();
  }
}
