package dev.parlance.chat.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ConvoyTest {

  private static final int WINDOW = 1 << 20;
  private static final long PATIENCE = Convoy.PATIENCE_NANOS;

  private final Convoy convoy = new Convoy(WINDOW);

  @Test
  void theRoomIsWhereItsLastMemberIs() {
    assertEquals(1000, convoy.pace(2000, 1000, 0));
    assertEquals(1000, convoy.pace(1000 + WINDOW / 4, 1000, 10 * PATIENCE));
  }

  @Test
  void aStragglerIsWaitedForAndLeftBehindInTheEnd() {
    assertEquals(0, convoy.pace(WINDOW, 0, 5));
    assertEquals(10, convoy.pace(WINDOW, 10, 4 + PATIENCE));
    assertEquals(WINDOW, convoy.pace(WINDOW, 20, 5 + PATIENCE));
    assertEquals(WINDOW, convoy.pace(WINDOW, 30, 5 + 10 * PATIENCE));
  }

  @Test
  void whoHasCaughtUpIsWaitedForAgain() {
    convoy.pace(WINDOW, 0, 0);
    assertEquals(WINDOW, convoy.pace(WINDOW, 0, PATIENCE));
    assertEquals(WINDOW - 5, convoy.pace(WINDOW, WINDOW - 5, PATIENCE + 1));
    assertEquals(WINDOW, convoy.pace(3 * WINDOW, WINDOW, PATIENCE + 2));
    assertEquals(WINDOW, convoy.pace(3 * WINDOW, WINDOW, 2 * PATIENCE + 1));
    assertEquals(3 * WINDOW, convoy.pace(3 * WINDOW, WINDOW, 2 * PATIENCE + 2));
  }
}
