package dev.parlance.chat.dialect;

import static dev.parlance.chat.dialect.Halves.bytes;
import static dev.parlance.chat.dialect.Halves.heard;
import static dev.parlance.chat.dialect.Halves.messages;
import static dev.parlance.chat.dialect.Halves.served;
import static dev.parlance.chat.dialect.Halves.written;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.User;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NickDialectTest {

  private final NickDialect nick = new NickDialect();
  private final User alice = User.named("alice", "127.0.0.1", 5001);

  @Test
  void isKnownByItsNameAndPort() {
    assertEquals("nick", nick.name());
    assertEquals(55555, nick.defaultPort());
    assertEquals(Framing.CHUNKS, nick.framing());
    assertTrue(nick.echoes());
    assertNotEquals(nick, NickDialect.asciiOnly());
  }

  @Test
  void showsEventsAsTheProgramDoes() {
    assertEquals("alice joined!", written(out -> nick.joined(alice, 2, out)));
    assertEquals("Connected to server!", written(out -> nick.welcome(alice, 2, out)));
    assertEquals("alice: hi é", written(out -> nick.said(alice, bytes("hi é"), out)));
    assertEquals("alice left!", written(out -> nick.left(alice, 1, out)));
    assertEquals("té", written(out -> nick.notice("té", out)));
    assertEquals("nö", written(out -> nick.problem("nö", out)));
    assertEquals("", written(nick::stopping));
  }

  @Test
  void showsClientsOfASCIIAQuestionMarkForAnyOtherCharacter() {
    NickDialect ascii = NickDialect.asciiOnly();
    assertEquals("alice: h? ??~\t", written(out -> ascii.said(alice, bytes("hé €😀~\t"), out)));
    assertEquals("t?", written(out -> ascii.notice("té", out)));
    assertEquals("n?", written(out -> ascii.problem("nö", out)));
  }

  @Test
  void cutsWhatIsLongerThanTheProgramsReads() {
    assertEquals(
        List.of("alice: " + "x".repeat(1017), "alice: " + "y".repeat(20)),
        messages(out -> nick.said(alice, bytes("x".repeat(1017) + "y".repeat(20)), out)));
    assertEquals(
        List.of("x".repeat(1024), "y".repeat(20)),
        messages(out -> nick.notice("x".repeat(1024) + "y".repeat(20), out)));
  }

  @Test
  void neverCutsACharacter() {
    for (int before = 1005; before < 1020; before++) {
      String text = "x".repeat(before) + "😀".repeat(5);
      List<String> pieces = messages(out -> nick.said(alice, bytes(text), out));
      StringBuilder all = new StringBuilder();
      for (String piece : pieces) {
        assertTrue(piece.startsWith("alice: ") && bytes(piece).remaining() <= 1024, piece);
        all.append(piece.substring(7));
      }
      assertEquals(text, all.toString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'alice: hi', 'say hi'",
    "'alice: hi\n', 'say hi'",
    "'bob: hi', 'say bob: hi'",
    "'Alice: hi', 'say Alice: hi'",
    "'alice:hi', 'say alice:hi'",
    "'alice', 'say alice'",
    "'alice: ', 'say '",
    "'alice: alice: hi', 'say alice: hi'",
    "'alice: -1', 'say -1'",
    "'bob joined!', 'say bob joined!'",
    "'\n', 'say '"
  })
  void takesTheMembersOwnNameOffItsText(String frame, String asked) {
    assertEquals(List.of("reply NICK", "join alice", asked), served(nick, "alice\n", frame));
  }

  @Test
  void takesEachLineOfAReadForATextOfItsOwn() {
    assertEquals(
        List.of("reply NICK", "join alice", "say a", "say bob: b", "say c"),
        served(nick, "alice", "alice: a\nbob: b\r\nalice: c\n"));
  }

  @Test
  void readsTheServer() {
    assertEquals(
        List.of(
            "send alice",
            "accepted alice",
            "said alice: hi",
            "joined bob",
            "said bob: carol: hi\u2028 joined!",
            "said @[::1]:5002: joined! x left!",
            "joined @[::1]:5002",
            "joined @127.0.0.1:5003",
            "left bob",
            "left carol",
            "said dave: x",
            "joined alice",
            "notice you were removed: spam",
            "notice whatever",
            "notice name taken: bob"),
        heard(
            nick,
            "NICK",
            "alice joined!Connected to server!",
            "alice: hi",
            "bob joined!",
            "bob: carol: hi\u2028 joined!",
            "[::1]:5002: joined! x left!",
            "[::1]:5002 joined!",
            "127.0.0.1:5003 joined!",
            "bob left!carol left!dave: x",
            "alice joined!",
            "you were removed: spam",
            "whatever",
            "name taken: bob"));
  }

  @Test
  void readsMessagesGluedToTheWelcome() {
    assertEquals(
        List.of("send alice", "accepted alice", "joined bob", "said bob: hi", "said carol: x"),
        heard(
            nick,
            "NICKalice joined!",
            "Connected to server!bob joined!bob: hi",
            "Connected to server!",
            "Connected to server!carol: x"));
  }

  @Test
  void tellsWhyItWasRefused() {
    assertEquals(
        List.of("send alice", "joined bob", "refused name taken: alice"),
        heard(nick, "NICK", "bob joined!", "name taken: alice"));
    assertEquals(
        List.of("send alice", "refused name not allowed: it is reserved", "notice NICK"),
        heard(nick, "NICK", "name not allowed: it is reserved", "NICK"));
  }

  @Test
  void knowsItsOwnNameWhateverItHolds() {
    RecordingHost host = new RecordingHost();
    ClientSide client = nick.clientSide("J. Doe (x)");
    client.opened(host);
    client.received(bytes("J. Doe (x) joined!"), host);
    client.received(bytes("J. Doe (x): hi"), host);
    assertEquals(List.of("accepted J. Doe (x)", "said J. Doe (x): hi"), host.told());
  }

  @Test
  void putsItsNameInFront() {
    ClientSide client = nick.clientSide("alice");
    assertEquals(Framing.CHUNKS, client.framing());
    assertEquals("alice: hi", written(out -> client.say(bytes("hi"), out)));
    assertEquals("alice: ", written(out -> client.say(bytes(""), out)));
    assertEquals(
        List.of("alice: " + "x".repeat(1017), "alice: " + "x".repeat(83)),
        messages(out -> client.say(bytes("x".repeat(1100)), out)));
  }

  @Test
  void comesToAnEndHoweverLongTheNameIs() {
    String name = "n".repeat(2000);
    ClientSide client = nick.clientSide(name);
    assertEquals(
        List.of(name + ": 0123456789abcdef", name + ": 01234567"),
        messages(out -> client.say(bytes("0123456789abcdef01234567"), out)));
  }
}
