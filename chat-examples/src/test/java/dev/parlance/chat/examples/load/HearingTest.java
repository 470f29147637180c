package dev.parlance.chat.examples.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.dialect.LineDialect;
import dev.parlance.chat.dialect.TildeDialect;
import org.junit.jupiter.api.Test;

class HearingTest {

  private static final int[] SAID = {3, 3};

  private static Hearing hearing(Dialect dialect, int member) {
    return new Hearing(LoadTest.plan(LoadTest.memory(dialect), dialect), member);
  }

  private static void hearAll(Hearing hearing, int talker) {
    for (int counter = 0; counter < 3; counter++) {
      assertTrue(hearing.hears(talker, counter));
    }
  }

  @Test
  void whoIsToldEverythingOfOthersMissesNothing() {
    Hearing hearing = hearing(new LineDialect(), 1);
    hearAll(hearing, 0);
    assertEquals(Flaws.NONE, hearing.flaws(SAID));
    assertEquals(3, hearing.count());
  }

  @Test
  void whereTheDialectEchoesTheirOwnAreOwedToo() {
    Hearing hearing = hearing(new TildeDialect(), 1);
    hearAll(hearing, 0);
    assertEquals(new Flaws(3, 0, 0, 0), hearing.flaws(SAID));
    hearAll(hearing, 1);
    assertEquals(Flaws.NONE, hearing.flaws(SAID));
  }

  @Test
  void gapsRepetitionsAndOldNewsAreCounted() {
    Hearing hearing = hearing(new LineDialect(), 1);
    assertTrue(hearing.hears(0, 1));
    assertTrue(hearing.hears(0, 0)); // late
    assertFalse(hearing.hears(0, 1)); // again
    assertEquals(new Flaws(1, 1, 1, 0), hearing.flaws(SAID));
  }

  @Test
  void whatNobodyCanHaveSaidIsBroken() {
    Hearing hearing = hearing(new LineDialect(), 1);
    hearAll(hearing, 0);
    assertFalse(hearing.hears(1, 0)); // its own, in a dialect that does not echo
    assertFalse(hearing.hears(0, 1_000_000));
    hearing.hearsNonsense();
    assertEquals(new Flaws(0, 0, 0, 3), hearing.flaws(SAID));
  }
}
