package dev.parlance.chat.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Limits;
import dev.parlance.chat.StopReport;
import dev.parlance.chat.testkit.MemoryTransport;
import dev.parlance.chat.testkit.history.Chronicle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class LineServerTest {

  private final MemoryTransport transport = MemoryTransport.create();
  private Journal journal = new Journal();
  private final AtomicLong now = new AtomicLong();
  private final Chronicle chronicle = new Chronicle();
  private final List<Terminal> members = new ArrayList<>();
  private ChatServer server = start(Limits.defaults());

  private ChatServer start(Limits limits) {
    return ChatServer.builder()
        .listen(transport, 0)
        .listener(journal)
        .limits(limits)
        .ticker(now::get)
        .start();
  }

  private void restart(Limits limits) {
    server.close();
    journal = new Journal();
    server = start(limits);
  }

  @AfterEach
  void stop() {
    server.close();
    members.forEach(Terminal::isClosed);
    chronicle.check();
  }

  private Terminal connect() {
    return Terminal.connect(transport, server.addresses().get(0));
  }

  private Terminal join(String name, int online) {
    Terminal member =
        Terminal.connect(transport, server.addresses().get(0), chronicle.member(name));
    members.add(member);
    return member
        .sees("* name?\n")
        .type(name + "\n")
        .sees("* welcome " + name + " (" + online + " online)\n");
  }

  @Test
  void aConversation() {
    Terminal alice = join("alice", 1);
    Terminal bob = join("bob", 2);
    alice.sees("+ bob (2 online)\n").type("hello\n");
    bob.sees("alice: hello\n").type("hi alice\r\n");
    alice.sees("bob: hi alice\n").type("-1\n").seesTheEnd();
    bob.sees("- alice (1 online)\n");
    assertEquals(
        List.of(
            "joined alice 1",
            "joined bob 2",
            "said alice: hello",
            "said bob: hi alice",
            "left alice 1",
            "closed alice CLIENT_QUIT"),
        journal.lines(6));
  }

  @Test
  void aWholeSessionInOneWrite() {
    Terminal bob = join("bob", 1);
    connect().type("alice\none\ntwo\n-1\nthree\n").sees("* name?\n* welcome alice (2 online)\n");
    bob.sees("+ alice (2 online)\nalice: one\nalice: two\n- alice (1 online)\n");
  }

  @Test
  void aSessionByteByByte() {
    Terminal bob = join("bob", 1);
    Terminal alice = connect();
    for (byte b : "alice\nh\u00e9 \ud83d\ude00\n-1\n".getBytes(UTF_8)) {
      alice.type(new byte[] {b});
    }
    bob.sees("+ alice (2 online)\nalice: h\u00e9 \ud83d\ude00\n- alice (1 online)\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''          | it is empty
          'a b'       | only letters a to z, digits, '_', '-' and '.'
          'a:'        | only letters a to z, digits, '_', '-' and '.'
          'a~b'       | only letters a to z, digits, '_', '-' and '.'
          '_a'        | it must begin with a letter or digit
          '.'         | it must begin with a letter or digit
          'server'    | it is reserved
          'SYSTEM'    | it is reserved
          '123456789012345678901234567890123' | it is longer than 32 characters
          """)
  void aNameThatIsNotAllowedMayBeFollowedByOneThatIs(String name, String why) {
    Terminal alice = connect().sees("* name?\n").type(name + "\n");
    alice.sees("! name not allowed: " + why + "\n");
    alice.type("alice\n").sees("* welcome alice (1 online)\n");
  }

  @Test
  void aNameIsTakenInAnyCaseUntilItsOwnerLeft() {
    Terminal first = join("Alice", 1);
    Terminal second = connect().sees("* name?\n").type("aLICE\n").sees("! name taken: aLICE\n");
    first.type("/quit\n").seesTheEnd();
    journal.lines(3);
    second.type("aLICE\n").sees("* welcome aLICE (1 online)\n");
  }

  @Test
  void commands() {
    Terminal alice = join("alice", 1);
    Terminal bob = join("bob", 2);
    alice.sees("+ bob (2 online)\n");
    alice.type("/who\n").sees("* 2 online: alice bob\n");
    alice
        .type("/help\n")
        .sees("* /who: who is online; /say TEXT: says TEXT as it is; /quit or -1: leaves\n");
    alice.type("/foo bar\n").sees("! unknown command: /foo (try /help)\n");
    alice.type("/say -1\n/say /who\n/say \n\n");
    bob.sees("alice: -1\nalice: /who\nalice: \n");
  }

  @ParameterizedTest
  @ValueSource(strings = {" -1", "-1 ", "--1", "-10", "-1-", "1"})
  void whatIsOnlyLikeTheSentinelIsSaid(String text) {
    Terminal alice = join("alice", 1);
    Terminal bob = join("bob", 2);
    alice.type(text + "\n");
    bob.sees("alice: " + text + "\n");
  }

  @Test
  void leavingBeforeANameIsNoNotice() {
    Terminal bob = join("bob", 1);
    connect().sees("* name?\n").type("-1\n").seesTheEnd();
    assertEquals("closed somebody CLIENT_QUIT", journal.lines(2).get(1));
    bob.sees("");
  }

  @ParameterizedTest
  @CsvSource({
    "1b5b324a, control character U+001B is not allowed",
    "610062, control character U+0000 is not allowed",
    "610d62, control character U+000D is not allowed",
    "7f, control character U+007F is not allowed",
    "c29b, control character U+009B is not allowed",
    "ff, not valid UTF-8",
    "c080, not valid UTF-8",
    "eda080, not valid UTF-8",
    "f4908080, not valid UTF-8",
    "61e282, not valid UTF-8",
    "fffb01, not valid UTF-8"
  })
  void whatIsNoTextIsRefusedAndTheConnectionGoesOn(String hex, String why) {
    Terminal alice = join("alice", 1);
    Terminal bob = join("bob", 2);
    alice.sees("+ bob (2 online)\n");
    alice.type(HexFormat.of().parseHex(hex + "0a")).sees("! " + why + ", not sent\n");
    alice.type("still here\n");
    bob.sees("alice: still here\n");
  }

  @Test
  void aLineMayBeAsLongAsTheLimitAndNoLonger() {
    restart(Limits.defaults().withLine(64));
    Terminal alice = join("alice", 1);
    Terminal bob = join("bob", 2);
    alice.sees("+ bob (2 online)\n");
    String longest = "\u00e9".repeat(32);
    alice.type(longest + "\r\n");
    bob.sees("alice: " + longest + "\n");
    alice.type(longest + "x\n").sees("! longer than 64 bytes, not sent\n");
    assertEquals(1, server.metrics().messages().oversized());
    alice.type("next\n");
    bob.sees("alice: next\n");
  }

  @Test
  void aLineWithoutEndIsTheEnd() {
    Terminal alice = join("alice", 1);
    alice.type("x".repeat(20_000)).sees("! line without an end\n").seesTheEnd();
    assertEquals("closed alice LINE_TOO_LONG", journal.lines(3).get(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'GET / HTTP/1.1\r\nHost: x\r\n\r\n' | this is a chat server, not HTTP
          'SSH-2.0-OpenSSH_9.2\r\n'           | this is a chat server, not SSH
          '\ufeffalice\n'                     | text must not begin with a byte order mark
          '\u0016\u0003\u0001'                | this port does not speak TLS
          """)
  void anotherProtocolGetsOneClearLine(String bytes, String why) {
    Terminal bob = join("bob", 1);
    connect().type(bytes).sees("* name?\n! " + why + "\n").seesTheEnd();
    assertEquals("closed somebody WRONG_PROTOCOL", journal.lines(2).get(1));
    bob.sees("");
  }

  @Test
  void tooMuchBeforeANameIsTheEnd() {
    connect()
        .sees("* name?\n")
        .type("x".repeat(2000))
        .sees("! too much before a name\n")
        .seesTheEnd();
    assertEquals("closed somebody NAME_REFUSED", journal.lines(1).get(0));
  }

  @Test
  void nineAttemptsAtANameAreTooMany() {
    Terminal guesser = connect().sees("* name?\n");
    guesser.type("?\n".repeat(9));
    String objection = "! name not allowed: only letters a to z, digits, '_', '-' and '.'\n";
    guesser.sees(objection.repeat(8) + "! too much before a name\n").seesTheEnd();
  }

  @Test
  void whoNamesNoNameInTimeIsToldSo() {
    Terminal silent = connect().sees("* name?\n").type("al");
    now.addAndGet(Duration.ofMillis(10_001).toNanos());
    silent.sees("! no name within 10 s\n").seesTheEnd();
    assertEquals("closed somebody NAME_TIMEOUT", journal.lines(1).get(0));
  }

  @Test
  void endOfInputLeavesAfterWhatWasSaid() {
    Terminal bob = join("bob", 1);
    Terminal alice = join("alice", 2).type("one\nunfinished").hangsUp();
    bob.sees("+ alice (2 online)\nalice: one\n- alice (1 online)\n");
    alice.seesTheEnd().isClosed();
    assertTrue(journal.lines(5).contains("closed alice PEER_CLOSED"));
  }

  @Test
  void aBrokenConnectionLeavesOnce() {
    Terminal bob = join("bob", 1);
    join("alice", 2).breaksOff();
    bob.sees("+ alice (2 online)\n- alice (1 online)\n");
    assertEquals("closed alice CONNECTION_LOST", journal.lines(4).get(3));
  }

  @Test
  void aMemberThatTakesNothingIsStalled() {
    Terminal deaf = join("deaf", 1).looksAway();
    Terminal alice = join("alice", 2);
    for (int i = 0; i < 200; i++) {
      alice.type("x".repeat(1000) + "\n");
    }
    alice.type("/who\n").sees("* 2 online: deaf alice\n");
    journal.lines(202);
    while (server.closes(CloseReason.STALLED) == 0) {
      now.addAndGet(Duration.ofSeconds(1).toNanos());
      Thread.onSpinWait();
    }
    deaf.isClosed();
    alice.sees("- deaf (1 online)\n");
    assertEquals(1, server.closes(CloseReason.STALLED));
  }

  @Test
  void theApplicationSpeaksAndRemoves() {
    Terminal alice = join("alice", 1);
    assertTrue(server.broadcast("maintenance at noon"));
    alice.sees("* maintenance at noon\n");
    assertThrows(IllegalArgumentException.class, () -> server.broadcast("two\nlines"));
    assertFalse(server.kick("bob", "spam"));
    assertTrue(server.kick("ALICE", "spam"));
    alice.sees("! you were removed: spam\n").seesTheEnd();
    assertEquals("closed alice KICKED", journal.lines(4).get(3));
  }

  @Test
  void oneTooManyIsToldSo() {
    restart(Limits.defaults().withMembers(1));
    join("alice", 1);
    connect().sees("! server is full\n").seesTheEnd();
    assertEquals("closed somebody TOO_MANY", journal.lines(2).get(1));
  }

  @Test
  void stoppingTellsEverybodyAndReports() {
    Terminal alice = join("alice", 1);
    Terminal nobody = connect().sees("* name?\n");
    StopReport report = server.stop();
    alice.sees("* server is shutting down\n").seesTheEnd().isClosed();
    nobody.seesTheEnd().isClosed();
    assertEquals(2, report.drained());
    assertEquals(0, report.cut());
    assertEquals(report, server.stop());
    assertFalse(server.broadcast("too late"));
    List<String> lines = journal.lines(5);
    assertEquals(
        List.of("joined alice 1", "notice server is shutting down", "left alice 0"),
        lines.stream().filter(line -> !line.startsWith("closed")).toList());
  }
}
