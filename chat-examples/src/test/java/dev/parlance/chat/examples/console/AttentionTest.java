package dev.parlance.chat.examples.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AttentionTest {

  private Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private final Attention attention = new Attention(() -> now);

  @Test
  void who_is_there_misses_nothing() {
    now = now.plus(Attention.AWAY);
    assertFalse(attention.isFirstUnseen());
  }

  @Test
  void only_the_first_after_the_focus_was_lost_is_marked() {
    attention.lost();
    assertTrue(attention.isFirstUnseen());
    assertFalse(attention.isFirstUnseen());
    attention.given();
    assertFalse(attention.isFirstUnseen());
    attention.lost();
    assertTrue(attention.isFirstUnseen());
  }

  @Test
  void who_has_not_typed_for_long_is_away_where_focus_is_not_told() {
    Instant start = now;
    now = now.plus(Attention.AWAY).plusSeconds(1);
    assertTrue(attention.isFirstUnseen());
    assertEquals(start, attention.last());
    assertFalse(attention.isFirstUnseen());
    attention.given();
    assertFalse(attention.isFirstUnseen());
  }
}
