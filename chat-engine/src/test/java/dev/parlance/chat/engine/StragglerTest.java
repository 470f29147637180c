package dev.parlance.chat.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StragglerTest {

  private static final long PATIENCE = Straggler.PATIENCE_NANOS;
  private static final long MOMENT = PATIENCE / 4;

  /** While the others have nothing to take. */
  private static boolean isAwaited(Straggler straggler, long place, long half, long now) {
    return straggler.isAwaited(place, half, now, now);
  }

  @Test
  void itIsWaitedForAndLeftBehindInTheEnd() {
    Straggler straggler = new Straggler(1000, 5, 5);
    for (int i = 1; i < 4; i++) {
      assertTrue(isAwaited(straggler, i, 2000, 5 + i * MOMENT));
    }
    assertFalse(isAwaited(straggler, 999, 2000, 5 + PATIENCE));
    assertFalse(isAwaited(straggler, 2000, 4000, 6 + PATIENCE), "it has not caught up");
  }

  @Test
  void whoAlwaysComesToWhereTheOthersWereIsWaitedForWithoutEnd() {
    Straggler straggler = new Straggler(1000, 0, 0);
    for (int i = 1; i < 1000; i++) {
      assertTrue(isAwaited(straggler, i * 300L, 1000 + i * 300L, i * MOMENT));
    }
  }

  @Test
  void whatItDidWhileNobodyLookedIsNotHeldAgainstIt() {
    Straggler straggler = new Straggler(1000, 0, 0);
    for (int i = 1; i < 10; i++) {
      isAwaited(straggler, 0, 1000, i * MOMENT);
    }
    assertFalse(isAwaited(straggler, 0, 1000, 10 * MOMENT));
    assertTrue(isAwaited(straggler, 0, 1000, 10 * MOMENT + PATIENCE));
  }

  @Test
  void timeInWhichTheOthersAreServedIsNotItsOwn() {
    Straggler straggler = new Straggler(1000, 0, 0);
    for (int i = 1; i < 100; i++) {
      assertTrue(straggler.isAwaited(0, 1000, i * MOMENT, 7));
    }
    assertFalse(straggler.isAwaited(0, 1000, 100 * MOMENT, PATIENCE));
  }
}
