package dev.parlance.chat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.dialect.AddressDialect;
import dev.parlance.chat.dialect.CountedDialect;
import dev.parlance.chat.dialect.DatagramDialect;
import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.dialect.LineDialect;
import dev.parlance.chat.dialect.NickDialect;
import dev.parlance.chat.dialect.TildeDialect;
import dev.parlance.chat.engine.Party.Seat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a member says, in whatever dialect, a reader of any dialect that keeps up takes it for
 * that member's words: never for a notice, for somebody coming or going, or for somebody else's.
 */
final class ForgeryTest {

  private static final List<Dialect> DIALECTS =
      List.of(
          new LineDialect(),
          new TildeDialect(),
          new CountedDialect(),
          new DatagramDialect(),
          new AddressDialect(),
          new NickDialect());

  /** What the reads of each program's client take. */
  private static final Map<String, Integer> READS =
      Map.of(
          "line",
          8192,
          "tilde",
          2048,
          "counted",
          1024,
          "datagram",
          2048,
          "address",
          4096,
          "nick",
          1024);

  private static final List<String> LOOK_ALIKES =
      List.of(
          "server ~ bob has joined",
          "server ~ bob has left the chat.",
          "server ~ Server is shutting down.",
          "server ~ name taken: reader",
          "bob ~ hi",
          "[SERVER] bob has joined the chat.",
          "[SERVER] bob has left the chat.",
          "[SERVER] tea",
          "> Conncted to the chat server(1 user online)",
          "> New user 1.2.3.4:5 entered (9 users onlione)",
          "< The user 1.2.3.4:5 left (1 user online)",
          "[bob] hi",
          "[You] hi",
          "[bob] entered room",
          "Client (1.2.3.4, 5) is offline",
          "Client (bob) is offline",
          "<bob> hi",
          "bob joined!",
          "bob left!",
          "joined!",
          "bob: hi",
          "NICK",
          "Connected to server!",
          "Connected to server!bob joined!",
          "+ bob (2 online)",
          "- bob (2 online)",
          "* tea",
          "! no",
          "* welcome bob (1 online)",
          "name taken: reader",
          "~",
          " ~ ",
          ": ",
          "> ",
          "] ",
          " ",
          "\t",
          "-1 ",
          "\ufeffbob: hi",
          "hello");

  private static final List<String> BROKEN =
      List.of(
          "a\nbob: hi",
          "a\r\nbob: hi",
          "a\rbob: hi",
          "a\r<bob> hi",
          "\r<('1.2.3.4', 5)> hi",
          "a\n\r<bob> hi",
          "a\nserver ~ bob has joined",
          "a\n[SERVER] bob has joined the chat.",
          "a\n[bob] hi",
          "a\n< The user bob left (1 user online)",
          "a\nClient (bob) is offline",
          "a\nbob joined!",
          "a\n+ bob (2 online)",
          "a\n\n\nbob left!",
          "a\u0085bob: hi",
          "a\u2028bob: hi",
          "a\u2029[bob] hi",
          "a\u202ebob: hi",
          "a\u0000bob: hi",
          "a\u001b[1Gbob: hi",
          "a\u000bbob: hi");

  static Stream<Arguments> pairs() {
    return DIALECTS.stream()
        .flatMap(author -> DIALECTS.stream().map(reader -> Arguments.of(author, reader)));
  }

  private Ear reader(Party party, Dialect dialect) {
    Seat seat = party.member(dialect, "reader");
    return new Ear(seat, "reader", READS.getOrDefault(dialect.name(), 0));
  }

  private static String sender(Seat author) {
    return (author.session().self().isNamed() ? "" : "@") + author.session().self();
  }

  /** What the author's client sends, or a hostile one that does not put its name in front. */
  private static String form(Dialect author, String text, boolean honest) {
    return switch (author.name()) {
      case "line", "counted", "address" -> text + "\n";
      case "nick" -> honest ? "mallory: " + text : text;
      default -> text;
    };
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aTextIsItsSendersOwn(Dialect author, Dialect readers) {
    Party party = new Party();
    Seat mallory = party.member(author, "mallory");
    Ear ear = reader(party, readers);
    assertFalse(ear.told().isEmpty());
    String prefix = "said " + sender(mallory) + ": ";
    for (String text : LOOK_ALIKES) {
      mallory.sends(form(author, text, true));
      assertEquals(List.of(prefix + text), ear.told());
      mallory.sends(form(author, text, false));
      assertEquals(List.of(prefix + text), ear.told());
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void lineBreaksAndControlCharactersGainNothing(Dialect author, Dialect readers) {
    Party party = new Party();
    Seat mallory = party.member(author, "mallory");
    Ear ear = reader(party, readers);
    ear.told();
    String prefix = "said " + sender(mallory) + ": ";
    for (String text : BROKEN) {
      mallory.sends(form(author, text, true));
      mallory.sends(form(author, text, false));
      for (String told : ear.told()) {
        assertTrue(told.startsWith(prefix), () -> text + " is shown as " + told);
      }
      mallory.writes();
    }
    mallory.sends(form(author, "still here", true));
    assertEquals(List.of(prefix + "still here"), ear.told());
  }

  /** Where a read ends, what comes next would begin a message of its own. */
  @ParameterizedTest
  @MethodSource("pairs")
  void noCutBringsTheRestOfATextToTheStartOfARead(Dialect author, Dialect readers) {
    Party party = new Party();
    Seat mallory = party.member(author, "mallory");
    Ear ear = reader(party, readers);
    ear.told();
    String prefix = "said " + sender(mallory) + ": ";
    for (String tail : List.of("server ~ bob has joined", "bob left!", "bob: hi", "é€😀bob ~ x")) {
      for (int read : List.of(1024, 2048, 3072, 4096)) {
        for (int before = read - 40; before <= Math.min(read, 4060); before++) {
          String text = "x".repeat(before) + tail;
          mallory.sends(form(author, text, true));
          StringBuilder whole = new StringBuilder();
          for (String told : ear.told()) {
            assertTrue(told.startsWith(prefix), () -> "shown as " + told);
            whole.append(told.substring(prefix.length()));
          }
          assertEquals(text, whole.toString());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void whatTheApplicationTellsIsANoticeHoweverLong(Dialect author, Dialect readers) {
    Party party = new Party();
    Ear ear = reader(party, readers);
    ear.told();
    party.room().notice("tea is ready " + "x".repeat(5000));
    List<String> told = ear.told();
    assertFalse(told.isEmpty());
    told.forEach(line -> assertTrue(line.startsWith("notice "), line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a ~ b", "a: b", "a:", "a> b", "a>", "a] b", "a b", "a\rb", "a\tb", "[SERVER]", "server",
        "SERVER", "System", "You", "", " a", "-1x", ".a", "_a", "é", "a\u0000", "127.0.0.1:5001",
        "a'b", "a(b)", "*", "+", "bob has joined", "a\nb ~ c", "NICK!",
            "12345678901234567890123456789012x"
      })
  void noNameHoldsWhatADialectTellsNamesBy(String name) {
    for (Dialect named : List.of(new TildeDialect(), new DatagramDialect(), new NickDialect())) {
      Party party = new Party();
      List<Ear> ears = DIALECTS.stream().map(dialect -> reader(party, dialect)).toList();
      Ear first = ears.get(0);
      first.told();
      Seat mallory = party.seat(named);
      mallory.sends(name);
      assertFalse(mallory.session().isMember());
      assertEquals(List.of(), first.told());
    }
  }

  @Test
  void aNameIsTakenForEveryDialect() {
    Party party = new Party();
    party.member(new LineDialect(), "alice");
    assertEquals(
        "server ~ name taken: ALICE", party.seat(new TildeDialect()).sends("ALICE").hears());
    assertEquals(
        "[SERVER] name taken: alice", party.seat(new DatagramDialect()).sends("alice").hears());
    assertEquals("NICKname taken: Alice", party.seat(new NickDialect()).sends("Alice").hears());
    assertEquals(
        "* name?\n! name taken: alice\n", party.seat(new LineDialect()).sends("alice\n").hears());
  }

  @Test
  void aTextAsLongAsTheLimitAllowsCanBeSaidLiterally() {
    Party party = new Party();
    Seat alice = party.member(new LineDialect(), "alice");
    Seat bob = party.member(new LineDialect(), "bob");
    bob.hears();
    alice.hears();
    String longest = "/" + "x".repeat(4095);
    alice.sends("/say " + longest + "\n");
    assertEquals("alice: " + longest + "\n", bob.hears());
    alice.sends("/say " + longest + "y\n");
    assertEquals("! longer than 4096 bytes, not sent\n", alice.hears());
    assertEquals("", bob.hears());
  }

  @Test
  void aReadIsTakenOnce() {
    for (Dialect dialect : DIALECTS) {
      Party party = new Party();
      Ear ear = reader(party, new LineDialect());
      ear.told();
      Seat mallory = party.member(dialect, "mallory");
      assertEquals(List.of("joined " + sender(mallory) + " of 2"), ear.told());
      mallory.sends(form(dialect, "hello", true));
      assertEquals(List.of("said " + sender(mallory) + ": hello"), ear.told());
    }
  }
}
