package dev.parlance.chat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.engine.Hold.Verdict;
import org.junit.jupiter.api.Test;

class HoldTest {

  private static final long MILLI = 1_000_000;

  private final Hold hold = new Hold(2 * MILLI, 0);
  private long now;

  /** Publishes so many messages at a distance, and returns how many of them were sent at once. */
  private int publish(int count, long distance, int receivers) {
    int sent = 0;
    for (int i = 0; i < count; i++) {
      now += distance;
      letGoInTime();
      if (hold.published(now, receivers) == Verdict.SEND) {
        sent++;
      }
    }
    return sent;
  }

  private void letGoInTime() {
    if (hold.due() <= now) {
      hold.letGo();
    }
  }

  @Test
  void theFirstMessageIsSentAtOnce() {
    assertEquals(Verdict.SEND, hold.published(MILLI, 1000));
    assertEquals(Hold.NOT_DUE, hold.due());
  }

  @Test
  void aSteadyStreamToManyIsHeld() {
    publish(100, MILLI, 100);
    assertEquals(0, publish(1000, MILLI, 100));
  }

  @Test
  void whatIsHeldIsDueAfterTheDelayCountedFromTheFirst() {
    publish(100, MILLI, 100);
    now += MILLI;
    hold.letGo();
    assertEquals(Verdict.HOLD_FIRST, hold.published(now, 100));
    assertEquals(now + 2 * MILLI, hold.due());
    assertEquals(Verdict.HOLD, hold.published(now + MILLI, 100));
    assertEquals(now + 2 * MILLI, hold.due());
  }

  @Test
  void afterASilenceTheNextMessageIsSentAtOnce() {
    publish(1000, MILLI / 100, 10_000);
    now += 16 * MILLI;
    letGoInTime();
    assertEquals(Verdict.SEND, hold.published(now, 10_000));
  }

  @Test
  void nothingIsHeldForAFew() {
    assertEquals(1000, publish(1000, MILLI, 2));
  }

  @Test
  void nothingIsHeldWhenMessagesAreFurtherApartThanTheDelay() {
    assertEquals(1000, publish(1000, 3 * MILLI, 10_000));
  }

  @Test
  void aBurstIsNotHeldBeyondWhatFillsAWrite() {
    publish(1000, MILLI / 1000, 100);
    int sent = publish(640, MILLI / 1000, 100);
    assertEquals(10, sent);
  }

  @Test
  void sendingClearsWhatIsDue() {
    publish(1000, MILLI / 1000, 100);
    while (hold.published(++now, 100) != Verdict.SEND) {
      assertTrue(hold.due() < Hold.NOT_DUE);
    }
    assertEquals(Hold.NOT_DUE, hold.due());
  }
}
