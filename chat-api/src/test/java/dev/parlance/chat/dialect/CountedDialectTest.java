package dev.parlance.chat.dialect;

import static dev.parlance.chat.dialect.Halves.bytes;
import static dev.parlance.chat.dialect.Halves.heard;
import static dev.parlance.chat.dialect.Halves.served;
import static dev.parlance.chat.dialect.Halves.written;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.User;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CountedDialectTest {

  private final CountedDialect counted = new CountedDialect();
  private final User one = User.unnamed("127.0.0.1", 5001);
  private final User alice = User.named("alice", "127.0.0.1", 5002);

  @Test
  void isKnownByItsNameAndPort() {
    assertEquals("counted", counted.name());
    assertEquals(8888, counted.defaultPort());
    assertEquals(Framing.LINES, counted.framing());
    assertFalse(counted.echoes());
  }

  @ParameterizedTest
  @CsvSource({"0, user", "1, user", "2, users", "12, users"})
  void countsUsersInTheProgramsSpelling(int online, String users) {
    assertEquals(
        "> Conncted to the chat server(" + online + " " + users + " online)\n[You] ",
        written(out -> counted.welcome(one, online, out)));
    assertEquals(
        "> New user 127.0.0.1:5001 entered (" + online + " " + users + " onlione)\n",
        written(out -> counted.joined(one, online, out)));
    assertEquals(
        "< The user 127.0.0.1:5001 left (" + online + " " + users + " online)\n",
        written(out -> counted.left(one, online, out)));
  }

  @Test
  void showsTextsNoticesAndNames() {
    assertEquals("[127.0.0.1:5001] hi é\n", written(out -> counted.said(one, bytes("hi é"), out)));
    assertEquals("[alice] hi\n", written(out -> counted.said(alice, bytes("hi"), out)));
    assertEquals(
        "> New user alice entered (2 users onlione)\n",
        written(out -> counted.joined(alice, 2, out)));
    assertEquals("tea\n", written(out -> counted.notice("tea", out)));
    assertEquals("no\n", written(out -> counted.problem("no", out)));
    assertEquals("", written(counted::stopping));
  }

  @ParameterizedTest
  @CsvSource({
    "'-1', leave",
    "' -1', 'say  -1'",
    "'-1 ', 'say -1 '",
    "'-1\r', 'say -1\r'",
    "'--1', 'say --1'",
    "'-10', 'say -10'",
    "'', 'say '",
    "'/quit', 'say /quit'"
  })
  void joinsAtOnceAndTakesTheFirstLine(String frame, String asked) {
    assertEquals(List.of("join by address", asked), served(counted, frame));
  }

  @ParameterizedTest
  @CsvSource({"-1, leave, true", "-10, , false", "hel, , false", "'-1\r', , false"})
  void takesTheSentinelAloneForALineWhenThePeerFallsSilent(
      String rest, String asked, boolean taken) {
    RecordingGuest guest = new RecordingGuest().joinedAs(one);
    assertEquals(taken, counted.serverSide().quiet(bytes(rest), guest));
    assertEquals(asked == null ? List.of() : List.of(asked), guest.asked());
  }

  @ParameterizedTest
  @CsvSource({"-1, leave", "hel, say hel", "hel-1, say hel-1", "'', "})
  void takesWhatIsLeftAtTheEndForALine(String rest, String asked) {
    RecordingGuest guest = new RecordingGuest().joinedAs(one);
    counted.serverSide().ended(bytes(rest), guest);
    assertEquals(asked == null ? List.of() : List.of(asked), guest.asked());
  }

  @Test
  void readsTheServer() {
    assertEquals(
        List.of(
            "accepted @127.0.0.1:5001 of 2",
            "said @127.0.0.1:5002: hi",
            "said You: [You] [You] x",
            "joined @127.0.0.1:5003 of 3",
            "left alice of 1",
            "said bob: \u2028 > New user eve entered (3 users onlione)",
            "notice > Conncted to the chat server(1 user online)",
            "notice tea"),
        heard(
            counted,
            "> Conncted to the chat server(2 users online)",
            "[You] [127.0.0.1:5002] hi",
            "[You] [You] [You] x",
            "> New user 127.0.0.1:5003 entered (3 users onlione)",
            "< The user alice left (1 user online)",
            "[bob] \u2028 > New user eve entered (3 users onlione)",
            "> Conncted to the chat server(1 user online)",
            "tea"));
  }

  @Test
  void readsAServerWithoutAPrompt() {
    assertEquals(
        List.of("accepted @127.0.0.1:5001 of 1", "said bob: hi", "said You: x"),
        heard(counted, "> Conncted to the chat server(1 user online)", "[bob] hi", "[You] x"));
  }

  @Test
  void saysAndLeaves() {
    ClientSide client = counted.clientSide("");
    assertEquals(Framing.LINES, client.framing());
    assertEquals("hi\n", written(out -> client.say(bytes("hi"), out)));
    assertEquals("-10\n", written(out -> client.say(bytes("-10"), out)));
    assertEquals("-1", written(client::leave));
    assertFalse(client.command("/who", new Wire()));
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> client.say(bytes("-1"), new Wire()));
    assertTrue(String.valueOf(refused.getMessage()).contains("it means leaving"));
  }
}
