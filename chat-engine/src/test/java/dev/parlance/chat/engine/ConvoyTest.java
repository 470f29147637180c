package dev.parlance.chat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.Limits;
import dev.parlance.chat.dialect.LineDialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A room that is talked to as fast as it takes it, with the smallest window, and without threads.
 */
class ConvoyTest {

  private static final int WINDOW = 1 << 20;
  private static final long ALL = Long.MAX_VALUE;
  private static final long TICK = Duration.ofMillis(100).toNanos();
  private static final int SECOND = 10;
  private static final String KILOBYTE = "x".repeat(1000);

  private final LineDialect line = new LineDialect();
  private final Party party = new Party(Limits.defaults().withWindow(WINDOW));
  private final Room room = party.room();
  private final Tape tape = room.tape(line);
  private final List<Member> members = new ArrayList<>();
  private final List<Session> sessions = new ArrayList<>();
  private final Convoy convoy = new Convoy(sessions);
  private long now;

  /** Somebody whose socket takes so many bytes a tick. */
  private final class Member {

    private final Session session;
    private final RationedChannel channel = new RationedChannel();
    private long ration;

    Member(String name, long ration) {
      this.ration = ration;
      session = party.member(line, name).session();
      members.add(this);
      sessions.add(session);
    }

    void takes() {
      channel.ration(ration);
      try {
        while (session.pull(channel) == Session.Progress.MORE) {
          // There is more.
        }
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
    }

    boolean fell() {
      return session.cursor().fellBehind() || session.reason() != null;
    }
  }

  /** All take what they take, and the keeper looks. */
  private void tick() {
    now += TICK;
    members.forEach(Member::takes);
    sessions.forEach(session -> session.pace().note(session.cursor(), now, now));
    if (tape.nearlyFull()) {
      tape.openGate(convoy.pace(tape, now));
    }
    if (room.isOverloaded()) {
      room.stillOverloaded();
    }
  }

  /** So many ticks, in each of which talkers say all that they may. */
  private void flood(int ticks) {
    for (int i = 0; i < ticks; i++) {
      while (room.notice(KILOBYTE)) {
        // There is room for more.
      }
      tick();
    }
  }

  private void quiet(int ticks) {
    for (int i = 0; i < ticks; i++) {
      tick();
    }
  }

  @Test
  void talkersWaitForTheLast() {
    new Member("fast", ALL);
    Member last = new Member("last", 0);
    quiet(1);
    flood(SECOND);
    assertTrue(
        tape.head() <= last.session.cursor().position() + WINDOW / 2 + 2L * KILOBYTE.length());
  }

  @Test
  void whoTakesNothingIsWaitedForNoLongerThanMoments() {
    Member fast = new Member("fast", ALL);
    Member deaf = new Member("deaf", 0);
    flood(5 * SECOND);
    assertTrue(deaf.fell());
    assertFalse(fast.fell());
    assertTrue(tape.head() > 4 * WINDOW, () -> "head " + tape.head());
  }

  /** What is with the kernel for the one, and not yet for the other, makes neither of them slow. */
  @Test
  void whoGetsOnAsTheOthersDoIsNeverLeftBehindHoweverFarTheyAreAhead() {
    new Member("roomy", ALL);
    new Member("roomier", ALL);
    Member tight = new Member("tight", 40_000);
    flood(60 * SECOND);
    assertFalse(tight.fell());
    assertTrue(tape.head() > 59 * 10 * 40_000L, () -> "head " + tape.head());
  }

  /** A machine that has no more to give gives the one what the others were given long before. */
  @Test
  void whoIsServedAsFastAsTheOthersIsNeverLeftBehindHoweverSlowlyThatIs() {
    List<Member> roomy =
        List.of(new Member("a", 415_000), new Member("b", 415_000), new Member("c", 415_000));
    Member tight = new Member("tight", 15_000);
    flood(1);
    roomy.forEach(member -> member.ration = 15_000);
    flood(60 * SECOND);
    assertFalse(tight.fell());
    assertTrue(tape.head() > 59 * 10 * 15_000L, () -> "head " + tape.head());
    long waitedFor = tape.head() - tight.session.cursor().position();
    assertTrue(waitedFor <= WINDOW / 2 + 2L * KILOBYTE.length(), () -> waitedFor + " behind");
  }

  @Test
  void whoGetsOnMoreSlowlyThanThatIsLeftBehind() {
    new Member("faster", ALL);
    Member fast = new Member("fast", ALL);
    Member slow = new Member("slow", 10_000);
    flood(5 * SECOND);
    assertTrue(slow.fell());
    assertFalse(fast.fell());
  }

  /** Each has its own time: it is not used up by somebody who was before it. */
  @Test
  void whoIsBehindWhenAnotherIsGivenUpIsWaitedForAllTheSame() {
    new Member("roomy", ALL);
    new Member("roomier", ALL);
    new Member("roomiest", ALL);
    Member dripping = new Member("dripping", 8_000); // more than what is slow by itself
    Member tight = new Member("tight", 40_000);
    flood(20 * SECOND);
    assertTrue(dripping.fell());
    assertFalse(tight.fell());
  }

  @Test
  void aRoomInWhichAllAreSlowGoesAtTheirPace() {
    Member one = new Member("one", 2_000);
    Member two = new Member("two", 2_000);
    flood(60 * SECOND);
    assertFalse(one.fell());
    assertFalse(two.fell());
    assertTrue(tape.head() > 60 * 10 * 2_000L, () -> "head " + tape.head());
  }

  @Test
  void whoDripsDoesNotHoldUpWhoHasTakenEverything() {
    Member fast = new Member("fast", ALL);
    Member dripping = new Member("dripping", 10);
    flood(3);
    quiet(10 * SECOND);
    long before = tape.head();
    flood(5 * SECOND);
    assertTrue(dripping.fell());
    assertFalse(fast.fell());
    assertTrue(tape.head() > before + 4 * WINDOW, () -> before + " to " + tape.head());
  }

  @Test
  void whoHesitatedInAQuietRoomIsWaitedForWhenItIsNot() {
    new Member("fast", ALL);
    Member hesitant = new Member("hesitant", 0);
    room.notice("tea");
    quiet(3 * SECOND);
    assertTrue(hesitant.session.pace().isSlow());
    hesitant.ration = 40_000;
    quiet(1);
    assertFalse(hesitant.session.pace().isSlow());
    flood(20 * SECOND);
    assertFalse(hesitant.fell());
  }

  /** By a clock of its own: limits go by a ticker, the network does not. */
  @Test
  void whoWasGivenLittleHasReadItBeforeWhoWasGivenMuch() {
    Member little = new Member("little", ALL);
    tick();
    assertTrue(little.session.pace().hasReadAll(now + TICK));
    for (int i = 0; i < 100; i++) {
      assertTrue(room.notice(KILOBYTE));
    }
    Member late = new Member("late", ALL);
    tick();
    assertFalse(little.session.pace().hasReadAll(now + SECOND * TICK));
    assertTrue(little.session.pace().hasReadAll(now + 2 * SECOND * TICK));
    assertTrue(late.session.pace().hasReadAll(now + TICK));
    assertEquals(2, room.online());
  }
}
