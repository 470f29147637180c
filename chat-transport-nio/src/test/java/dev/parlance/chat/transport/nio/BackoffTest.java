package dev.parlance.chat.transport.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BackoffTest {

  /** As near to the end of the numbers as a clock of an unlucky machine may be. */
  private static final long NOW = Long.MAX_VALUE - 5;

  private final AtomicInteger tries = new AtomicInteger();
  private final Backoff backoff = new Backoff(tries::incrementAndGet);

  @Test
  void restsTwiceAsLongAfterEachFailureUpToASecond() {
    List<Long> rests = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      backoff.failed(NOW);
      rests.add(TimeUnit.NANOSECONDS.toMillis(backoff.left(NOW)));
    }
    assertEquals(List.of(10L, 20L, 40L, 80L, 160L, 320L, 640L, 1000L, 1000L), rests);
  }

  @Test
  void beginsAnewAfterASuccess() {
    backoff.failed(NOW);
    backoff.failed(NOW);
    backoff.succeeded();
    backoff.failed(NOW);
    assertEquals(Backoff.FIRST, backoff.left(NOW));
  }

  @Test
  void triesAgainWhenTheRestIsOver() {
    backoff.failed(NOW);
    assertFalse(backoff.resumed(NOW + Backoff.FIRST - 1));
    assertEquals(0, tries.get());
    assertTrue(backoff.resumed(NOW + Backoff.FIRST));
    assertEquals(1, tries.get());
  }

  @Test
  void warnsOnceInTenSeconds() {
    assertTrue(backoff.warns(NOW));
    assertFalse(backoff.warns(NOW + Backoff.BETWEEN_WARNINGS - 1));
    assertTrue(backoff.warns(NOW + Backoff.BETWEEN_WARNINGS));
    assertFalse(backoff.warns(NOW + Backoff.BETWEEN_WARNINGS + 1));
  }
}
