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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LineDialectTest {

  private final LineDialect line = new LineDialect();
  private final User alice = User.named("alice", "127.0.0.1", 5001);
  private final User nobody = User.unnamed("::1", 5002);

  @Test
  void isKnownByItsNameAndPort() {
    assertEquals("line", line.name());
    assertEquals(7777, line.defaultPort());
    assertEquals(Framing.LINES, line.framing());
    assertFalse(line.echoes());
  }

  @Test
  void showsEventsByTheirFirstCharacters() {
    assertEquals("+ alice (2 online)\n", written(out -> line.joined(alice, 2, out)));
    assertEquals("* welcome alice (1 online)\n", written(out -> line.welcome(alice, 1, out)));
    assertEquals("alice: hi é\n", written(out -> line.said(alice, bytes("hi é"), out)));
    assertEquals("- alice (0 online)\n", written(out -> line.left(alice, 0, out)));
    assertEquals("* tea\n", written(out -> line.notice("tea", out)));
    assertEquals("! no\n", written(out -> line.problem("no", out)));
    assertEquals("* server is shutting down\n", written(line::stopping));
  }

  @Test
  void showsAMemberWithoutANameByItsAddress() {
    assertEquals("+ [::1]:5002 (12 online)\n", written(out -> line.joined(nobody, 12, out)));
    assertEquals("[::1]:5002: hi\n", written(out -> line.said(nobody, bytes("hi"), out)));
  }

  @Test
  void asksForANameAndTakesTheFirstLineForIt() {
    assertEquals(
        List.of("reply * name?\n", "join alice", "say hello"), served(line, "alice", "hello"));
  }

  @Test
  void asksAgainUntilANameIsAccepted() {
    RecordingGuest guest = new RecordingGuest().refusingNames();
    line.serverSide().received(bytes("bob"), guest);
    line.serverSide().received(bytes("/who"), guest);
    assertEquals(List.of("join bob", "join /who"), guest.asked());
  }

  @ParameterizedTest
  @CsvSource({
    "'-1', leave",
    "'/quit', leave",
    "' -1', 'say  -1'",
    "'-1 ', 'say -1 '",
    "'-1\r', 'say -1\r'",
    "'--1', 'say --1'",
    "'-10', 'say -10'",
    "'-', 'say -'",
    "'/say -1', 'say -1'",
    "'/say /quit', 'say /quit'",
    "'/say ', 'say '",
    "'/say', 'problem unknown command: /say (try /help)'",
    "'/QUIT now', 'problem unknown command: /QUIT (try /help)'",
    "'/é', 'problem unknown command: / (try /help)'",
    "'/1234567890123456789012345678901234567890', "
        + "'problem unknown command: /1234567890123456789012345678901 (try /help)'"
  })
  void takesAMembersLine(String frame, String asked) {
    RecordingGuest guest = new RecordingGuest().joinedAs(alice);
    line.serverSide().received(bytes(frame), guest);
    assertEquals(List.of(asked), guest.asked());
  }

  @ParameterizedTest
  @CsvSource({
    "'/login alice s3cret', 'join alice by s3cret'",
    "'/login alice of two words ', 'join alice by of two words '",
    "'  /LogIn 	 alice  x', 'join alice by  x'",
    "'/login alice 	', 'join alice by 	'",
    "'/login', 'problem name not allowed: log in by /login NAME SECRET'",
    "'/login ', 'problem name not allowed: log in by /login NAME SECRET'",
    "'/login alice', 'problem name not allowed: log in by /login NAME SECRET'",
    "'/login alice ', 'problem name not allowed: log in by /login NAME SECRET'",
    "'/logins alice x', 'join /logins alice x'",
    "'/logi', 'join /logi'",
    "' ', 'join  '"
  })
  void takesALoginForANameAndASecret(String frame, String asked) {
    RecordingGuest guest = new RecordingGuest();
    line.serverSide().received(bytes(frame), guest);
    assertEquals(List.of(asked), guest.asked());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/login",
        "/login alice s3cret",
        " /login alice s3cret",
        "\t/LOGIN\talice s3cret",
        "/Login "
      })
  void neverSaysALoginThatCameTooLate(String frame) {
    RecordingGuest guest = new RecordingGuest().joinedAs(alice);
    line.serverSide().received(bytes(frame), guest);
    assertEquals(List.of("problem you are logged in already, not sent"), guest.asked());
  }

  @Test
  void logsInOnce() {
    char[] secret = "s3cr\u00e9t \ud83d\ude00\ud800".toCharArray();
    RecordingHost host = new RecordingHost();
    ClientSide client = line.clientSide("alice", secret);
    client.received(bytes("* name?"), host);
    client.received(bytes("* name?"), host);
    assertEquals(
        List.of("send /login alice s3cr\u00e9t \ud83d\ude00?\n", "send alice\n"), host.told());
    assertEquals("\0".repeat(secret.length), new String(secret));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\tb"})
  void logsInByNoNameThatWouldEndTooSoon(String name) {
    assertThrows(
        IllegalArgumentException.class, () -> line.clientSide(name, "s3cret".toCharArray()));
  }

  @Test
  void otherDialectsCarryNoSecret() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new TildeDialect().clientSide("alice", "s3cret".toCharArray()));
  }

  @Test
  void takesAnEmptyLineForNothing() {
    RecordingGuest guest = new RecordingGuest().joinedAs(alice);
    line.serverSide().received(bytes(""), guest);
    assertEquals(List.of(), guest.asked());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "/quit"})
  void leavesBeforeAName(String frame) {
    assertEquals(List.of("reply * name?\n", "leave"), served(line, frame));
  }

  @Test
  void dropsALineThatNeverEnded() {
    RecordingGuest guest = new RecordingGuest().joinedAs(alice);
    line.serverSide().ended(bytes("hello"), guest);
    assertFalse(line.serverSide().quiet(bytes("-1"), guest));
    assertEquals(List.of(), guest.asked());
  }

  @Test
  void answersCommands() {
    RecordingGuest guest = new RecordingGuest(nobody).joinedAs(alice);
    line.serverSide().received(bytes("/who"), guest);
    line.serverSide().received(bytes("/help"), guest);
    assertEquals(
        List.of(
            "reply * 2 online: [::1]:5002 alice\n",
            "reply * /who: who is online; /say TEXT: says TEXT as it is; /quit or -1: leaves\n"),
        guest.asked());
  }

  @Test
  void listsAHundredAndCountsTheRest() {
    User[] many = IntStream.range(0, 103).mapToObj(i -> User.named("u" + i)).toArray(User[]::new);
    RecordingGuest guest = new RecordingGuest(many).joinedAs(alice);
    line.serverSide().received(bytes("/who"), guest);
    String answer = guest.asked().get(0);
    assertTrue(answer.startsWith("reply * 104 online: u0 u1 u2"), answer);
    assertTrue(answer.endsWith(" u98 u99 and 4 more\n"), answer);
  }

  @Test
  void joinsWhenAsked() {
    assertEquals(
        List.of(
            "send alice\n",
            "accepted alice of 2",
            "joined bob of 3",
            "said bob: hi: there",
            "said @[::1]:5002: - bob (1 online)",
            "left bob of 2",
            "notice tea",
            "notice unknown command: /foo",
            "notice whatever"),
        heard(
            line,
            "* name?",
            "* welcome alice (2 online)",
            "+ bob (3 online)",
            "bob: hi: there",
            "[::1]:5002: - bob (1 online)",
            "- bob (2 online)",
            "* tea",
            "! unknown command: /foo",
            "whatever"));
  }

  @Test
  void tellsWhyItWasRefused() {
    assertEquals(
        List.of("send alice\n", "refused name taken: alice", "notice server is full"),
        heard(line, "* name?", "! name taken: alice", "! server is full"));
  }

  @ParameterizedTest
  @CsvSource({
    "hello, hello",
    "'', '/say '",
    "' ', ' '",
    "' /who', '/say  /who'",
    "-1, /say -1",
    "/quit, /say /quit",
    "-10, -10",
    "/say x, /say /say x"
  })
  void saysAnyTextAsItIs(String text, String sent) {
    ClientSide client = line.clientSide("alice");
    assertEquals(sent + "\n", written(out -> client.say(bytes(text), out)));
  }

  @Test
  void sendsCommandsAndLeaves() {
    ClientSide client = line.clientSide("alice");
    assertEquals(Framing.LINES, client.framing());
    assertEquals("/who\n", written(out -> assertTrue(client.command("/who", out))));
    assertEquals("-1\n", written(client::leave));
  }
}
