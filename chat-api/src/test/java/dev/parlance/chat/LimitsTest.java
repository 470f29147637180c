package dev.parlance.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class LimitsTest {

  private static final Limits DEFAULTS = Limits.defaults();

  private static Arguments refused(Function<Limits, Limits> change, String message) {
    return Arguments.of(change, message);
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        refused(l -> l.withLine(63), "line must be 64 to 65536: 63"),
        refused(l -> l.withEndlessLine(4095), "endlessLine must be 4096 to 1073741824: 4095"),
        refused(l -> l.withBeforeName(0), "beforeName must be 64 to 65536: 0"),
        refused(l -> l.withWindow(1), "window must be 1048576 to 1073741824: 1"),
        refused(l -> l.withMembers(0), "members must be 1 to 10000000: 0"),
        refused(l -> l.withPerAddress(-1), "perAddress must be 0 to 10000000: -1"),
        refused(l -> l.withUnnamedPerAddress(-1), "unnamedPerAddress must be 0 to 10000000: -1"),
        refused(l -> l.withBytesPerDatagram(-1), "bytesPerDatagram must be 0 to 1073741824: -1"),
        refused(l -> l.withNewPerAddress(-1), "newPerAddress must be 0 to 10000000: -1"),
        refused(
            l -> l.withLoginDeadline(Duration.ZERO), "loginDeadline must be more than zero: PT0S"),
        refused(l -> l.withLinesPerSecond(-1), "linesPerSecond must be 0 to 1000000: -1"),
        refused(l -> l.withBurst(0), "burst must be 1 to 1000000: 0"),
        refused(l -> l.withPatience(Duration.ZERO), "patience must be more than zero: PT0S"),
        refused(l -> l.withStall(Duration.ZERO), "stall must be more than zero: PT0S"),
        refused(l -> l.withIdle(Duration.ZERO), "idle must be more than zero: PT0S"),
        refused(l -> l.withDrain(Duration.ofMillis(-1)), "drain must be more than zero: PT-0.001S"),
        refused(
            l -> l.withNameDeadline(Duration.ZERO), "nameDeadline must be more than zero: PT0S"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatIsOutOfRangeIsRefusedByAnErrorThatNamesTheRule(
      Function<Limits, Limits> change, String message) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> change.apply(DEFAULTS)).getMessage());
  }

  @Test
  void aChangeLeavesAllOthersAsTheyAre() {
    Limits changed =
        DEFAULTS
            .withPerAddress(5)
            .withUnnamedPerAddress(4)
            .withNewPerAddress(6)
            .withBytesPerDatagram(1000)
            .withLoginDeadline(Duration.ofSeconds(2))
            .withBidirectional(true)
            .withLoopbackExempt(false)
            .withLinesPerSecond(3)
            .withBurst(2)
            .withPatience(Duration.ofSeconds(1))
            .withMembers(7);
    assertEquals(5, changed.perAddress());
    assertEquals(4, changed.unnamedPerAddress());
    assertEquals(6, changed.newPerAddress());
    assertEquals(1000, changed.bytesPerDatagram());
    assertEquals(Duration.ofSeconds(2), changed.loginDeadline());
    assertEquals(true, changed.bidirectional());
    assertEquals(false, changed.loopbackExempt());
    assertEquals(3, changed.linesPerSecond());
    assertEquals(2, changed.burst());
    assertEquals(Duration.ofSeconds(1), changed.patience());
    assertEquals(7, changed.members());
    assertEquals(64, DEFAULTS.perAddress());
  }
}
