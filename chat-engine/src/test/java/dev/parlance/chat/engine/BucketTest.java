package dev.parlance.chat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.Limits;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BucketTest {

  private static final long MILLI = 1_000_000;

  private static Bucket bucket(int rate, int burst, long now) {
    Limits limits = Limits.defaults().withLinesPerSecond(rate).withBurst(burst);
    return Objects.requireNonNull(Bucket.of(limits, now));
  }

  @Test
  void thereIsNoneWithoutARate() {
    assertNull(Bucket.of(Limits.defaults(), 0));
  }

  /** Wherever the ticker's origin is, also where its numbers wrap. */
  @ParameterizedTest
  @CsvSource({"0", "-5", "9223372036854775000", "-9223372036854775000"})
  void givesABurstAndThenTheRate(long start) {
    Bucket bucket = bucket(5, 3, start);
    for (int i = 0; i < 3; i++) {
      assertTrue(bucket.emptyFor(start) <= 0);
      bucket.take(start);
    }
    assertEquals(200 * MILLI, bucket.emptyFor(start));
    assertEquals(0, bucket.emptyFor(start + 200 * MILLI));
    bucket.take(start + 200 * MILLI);
    assertEquals(200 * MILLI, bucket.emptyFor(start + 200 * MILLI));
  }

  @ParameterizedTest
  @CsvSource({"5, 10", "5, 1", "1, 1", "1000, 1", "1000, 100", "1000000, 5"})
  void givesWhatIsTakenAtRandomNoMoreThanBurstAndRate(int rate, int burst) {
    Bucket bucket = bucket(rate, burst, 0);
    Random random = new Random(rate);
    long now = 0;
    long taken = 0;
    for (int i = 0; i < 10_000; i++) {
      now += random.nextInt(1_500_000_000 / rate + 1);
      while (bucket.emptyFor(now) <= 0) {
        bucket.take(now);
        taken++;
      }
      assertTrue(taken <= burst + now * rate / 1_000_000_000L + 1);
    }
    assertTrue(taken >= now * rate / 2_000_000_000L);
  }

  @Test
  void thePauseBringsMoreThanOneTokenWhereThatIsCheap() {
    Bucket fast = bucket(10_000, 100, 0);
    for (int i = 0; i < 100; i++) {
      fast.take(0);
    }
    assertEquals(5 * MILLI, fast.pause(0));
    Bucket one = bucket(10_000, 1, 0);
    one.take(0);
    assertEquals(MILLI / 10, one.pause(0));
  }

  @Test
  void aBreakEndsAFlood() {
    long patience = Limits.defaults().patience().toNanos();
    Bucket bucket = bucket(5, 1, 0);
    assertFalse(bucket.waits(0));
    bucket.served(patience);
    assertFalse(bucket.waits(patience + 400 * MILLI));
    assertFalse(bucket.waits(2 * patience + 400 * MILLI));
    bucket.served(2 * patience + 400 * MILLI);
    assertTrue(bucket.waits(2 * patience + 799 * MILLI));
  }
}
