package dev.parlance.chat.examples.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Connection;
import dev.parlance.chat.Metrics;
import dev.parlance.chat.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScreenTest {

  private static final long WINDOW = 16 << 20;

  /** After so many seconds, at so many lines a second to ten members. */
  private static Metrics look(int seconds, long said, long furthest, boolean overloaded) {
    List<Metrics.Place> places =
        List.of(
            new Metrics.Place("nio", "line", 9),
            new Metrics.Place("nio", "nick", 0),
            new Metrics.Place("socket", "tilde", 1));
    Map<CloseReason, Long> closes = Map.of(CloseReason.CLIENT_QUIT, 4L, CloseReason.STALLED, 11L);
    return new Metrics(
        Duration.ofSeconds(seconds),
        new Metrics.Connections(10, 12, 27, seconds / 100, 0, 2, closes, places),
        new Metrics.Messages(said, 25, 15, 2, said * 9, 0, 3, 0, 0),
        new Metrics.Bytes(said * 40, said * 400, 1000),
        new Metrics.Load(
            2 * furthest, furthest, WINDOW, 512 << 10, 0, overloaded, 1, Duration.ofSeconds(3)));
  }

  private static Connection member(String name, int age, long pending) {
    return connection(User.named(name, "10.0.0.1", 5), true, age, pending, null);
  }

  private static Connection connection(
      User user, boolean member, int age, long pending, @Nullable CloseReason ending) {
    return new Connection(
        user, member, "nio", "line", Duration.ofSeconds(age), 1234, 9999, pending, ending);
  }

  private static final List<Connection> PEOPLE =
      List.of(
          member("alice", 4000, 0),
          member("deaf", 3000, 9 << 20),
          connection(User.named("mallory", "h", 1), false, 70, 512, CloseReason.KICKED),
          connection(User.unnamed("10.0.0.7", 4711), false, 3, 0, null));

  private static List<String> lines(Moment moment, int width, int height) {
    return Screen.of(moment, width, height, true).stream()
        .map(line -> line.toString().stripTrailing())
        .toList();
  }

  private static Moment moment(List<Metrics> looks, List<Connection> people, String... log) {
    return new Moment("127.0.0.1:7777", looks, people, List.of(log));
  }

  @Test
  void everythingIsSeenOnEightyColumnsAndTwentyFourRows() {
    List<Metrics> looks =
        List.of(
            look(100, 0, 0, false),
            look(101, 100, 0, false),
            look(102, 300, 0, false),
            look(103, 350, 9 << 20, false));
    String shown =
        String.join("\n", lines(moment(looks, PEOPLE, "12:00:00 a", "12:00:01 b"), 80, 24));
    assertEquals(
        """
         Parlance  127.0.0.1:7777                                      up 1:43  q quits
        members     10 of 12 connections   accepted 27 (0.0/s)   pauses 1   bad logins 2
        messages           50/s  ▅█▃                                    peak 200/s
        deliveries        450/s  ▅█▃                                    peak 1,800/s
        bytes out      20 KiB/s  ▅█▃                                    peak 78 KiB/s
        bytes in      2.0 KiB/s  ▅█▃                                    peak 7.8 KiB/s
        so far      said 350   joined 25   left 15   notices 2   out 137 KiB   in 14 KiB
        behind      furthest 9.0 MiB of 16 MiB   all 18 MiB   memory 512 KiB
        room        keeps up   overloads 1 (3 s)   lost   too long 3
        by place    nio/line 9   socket/tilde 1
        closes      stalled 11   client quit 4
        name                      place                 for       in      out behind ▾
        deaf                      nio/line            50:00  1.2 KiB  9.8 KiB  9.0 MiB
        mallory (leaving: kicked) nio/line             1:10  1.2 KiB  9.8 KiB    512 B
        alice                     nio/line          1:06:40  1.2 KiB  9.8 KiB      0 B
        10.0.0.7:4711 (unnamed)   nio/line              3 s  1.2 KiB  9.8 KiB      0 B





        log
        12:00:00 a
        12:00:01 b
        """
            .stripTrailing(),
        shown.stripTrailing());
  }

  @Test
  void aScreenOfAnySizeIsFilledAndNotOverrun() {
    List<Metrics> looks = List.of(look(1, 0, 0, false), look(2, 10, 5, true));
    List<Connection> wide =
        List.of(member("王小明王小明王小明王小明", 5, 0), member("👩‍👩‍👧‍👦👩‍👩‍👧‍👦e\u0301e\u0301", 5, 7));
    Moment moment = moment(looks, wide, "12:00:00 王小明: 你好你好你好你好你好你好你好", "👍👍👍");
    for (int width = 1; width <= 130; width++) {
      for (int height : new int[] {1, 14, 24}) {
        List<AttributedString> lines = Screen.of(moment, width, height, false);
        assertEquals(height, lines.size());
        for (AttributedString line : lines) {
          assertTrue(line.columnLength() <= width, width + " columns: " + line);
        }
      }
    }
  }

  @Test
  void ofAFullRoomThoseAreShownWhoAreFurthestBehind() {
    List<Connection> crowd = new ArrayList<>();
    IntStream.range(0, 10_000).forEach(i -> crowd.add(member("m" + i, 99_999 - i, i % 5000)));
    String shown =
        String.join("\n", lines(moment(List.of(look(9, 0, 1, false)), crowd, "l"), 80, 24));
    assertTrue(shown.contains("name (10 of 10,000)"), shown);
    assertTrue(shown.contains("\nm4999 "), shown);
    assertTrue(shown.indexOf("\nm4999 ") < shown.indexOf("\nm9999 "), "the older one first");
    assertTrue(shown.indexOf("\nm9999 ") < shown.indexOf("\nm4998 "), shown);
    assertFalse(shown.contains("\nm0 "), shown);
  }

  @Test
  void noControlCharacterReachesTheTerminal() {
    List<Connection> people = List.of(member("\u001b[2Jmallory\u202e", 1, 0));
    String shown =
        Screen.of(
                moment(List.of(look(1, 0, 0, false)), people, "a\u001b]52;c;aGk=\u0007b", "c\td"),
                80,
                24,
                false)
            .stream()
            .map(AttributedString::toString)
            .collect(Collectors.joining());
    assertTrue(shown.chars().noneMatch(Character::isISOControl), shown);
    assertFalse(shown.contains("\u202e"), shown);
    assertTrue(shown.contains("mallory"), shown);
  }

  /** How the text is shown where it first stands. */
  private static AttributedStyle style(String text, Moment moment, boolean color) {
    for (AttributedString line : Screen.of(moment, 80, 24, color)) {
      int at = line.toString().indexOf(text);
      if (at >= 0) {
        return line.styleAt(at + text.length() - 1);
      }
    }
    throw new AssertionError(text + " is not shown");
  }

  @Test
  void whatIsWrongStandsOut() {
    AttributedStyle red = AttributedStyle.BOLD.foreground(AttributedStyle.RED);
    AttributedStyle yellow = AttributedStyle.BOLD.foreground(AttributedStyle.YELLOW);
    Moment bad = moment(List.of(look(99, 0, 9 << 20, true), look(100, 0, 5 << 20, true)), PEOPLE);
    assertEquals(red, style("OVERLOADED", bad, true));
    assertEquals(yellow, style("furthest 5.0 MiB", bad, true), "more than a quarter");
    assertEquals(red, style("9.8 KiB  9.0 MiB", bad, true), "more than half, and whose it is");
    assertEquals(yellow, style("pauses 1", bad, true), "it was 0 before");
    Moment good = moment(List.of(look(101, 0, 0, false), look(102, 0, 0, false)), PEOPLE);
    assertEquals(AttributedStyle.DEFAULT, style("pauses 1", good, true), "it was 1 before");
    assertEquals(AttributedStyle.DEFAULT, style("furthest 0 B", good, true));
  }

  @Test
  void whoWantsNoColorsGetsNone() {
    Moment bad = moment(List.of(look(99, 0, 9 << 20, true), look(100, 0, 5 << 20, true)), PEOPLE);
    assertEquals(AttributedStyle.BOLD.inverse(), style("OVERLOADED", bad, false));
    assertEquals(AttributedStyle.BOLD, style("furthest 5.0 MiB", bad, false));
  }

  @Test
  void barsShowTheLastValuesAndTheirHighestInFull() {
    assertEquals("", Sparkline.of(List.of(), 10));
    assertEquals("▁▁▁", Sparkline.of(List.of(0.0, 0.0, 0.0), 10));
    assertEquals("▁▂█", Sparkline.of(List.of(0.0, 0.001, 7.0), 10));
    assertEquals("▅█", Sparkline.of(List.of(9.0, 1.0, 2.0), 2));
  }

  @Test
  void amountsAreShort() {
    assertEquals("1,234", Amounts.count(1234));
    assertEquals(List.of("0.0/s", "9.9/s", "10/s", "12,345/s"), rates(0, 9.94, 9.95, 12345.4));
    assertEquals("1023 B", Amounts.bytes(1023));
    assertEquals("1.0 KiB", Amounts.bytes(1024));
    assertEquals("10 KiB", Amounts.bytes(10_200));
    assertEquals("1.0 MiB", Amounts.bytes((1 << 20) - 1));
    assertEquals("8.0 EiB", Amounts.bytes(Long.MAX_VALUE));
    assertEquals("59 s", Amounts.time(Duration.ofSeconds(59)));
    assertEquals("1:00", Amounts.time(Duration.ofSeconds(60)));
    assertEquals("23:59:59", Amounts.time(Duration.ofDays(1).minusMillis(1)));
    assertEquals("2 d 03:04", Amounts.time(Duration.ofHours(51).plusMinutes(4)));
  }

  private static List<String> rates(double... all) {
    return Arrays.stream(all).mapToObj(Amounts::rate).toList();
  }
}
