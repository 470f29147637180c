package dev.parlance.chat.dialect;

import static dev.parlance.chat.dialect.Halves.bytes;
import static dev.parlance.chat.dialect.Halves.heard;
import static dev.parlance.chat.dialect.Halves.messages;
import static dev.parlance.chat.dialect.Halves.served;
import static dev.parlance.chat.dialect.Halves.written;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.User;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TildeDialectTest {

  private final TildeDialect tilde = new TildeDialect();
  private final User alice = User.named("alice", "127.0.0.1", 5001);

  @Test
  void isKnownByItsNameAndPort() {
    assertEquals("tilde", tilde.name());
    assertEquals(65432, tilde.defaultPort());
    assertEquals(Framing.CHUNKS, tilde.framing());
    assertTrue(tilde.echoes());
  }

  @Test
  void showsEventsAsTheProgramDoes() {
    assertEquals("server ~ alice has joined", written(out -> tilde.joined(alice, 2, out)));
    assertEquals("", written(out -> tilde.welcome(alice, 2, out)));
    assertEquals("alice ~ hi é", written(out -> tilde.said(alice, bytes("hi é"), out)));
    assertEquals("server ~ alice has left the chat.", written(out -> tilde.left(alice, 1, out)));
    assertEquals("server ~ tea", written(out -> tilde.notice("tea", out)));
    assertEquals("server ~ no", written(out -> tilde.problem("no", out)));
    assertEquals("server ~ Server is shutting down.", written(tilde::stopping));
  }

  @Test
  void cutsWhatIsLongerThanTheProgramsReads() {
    String text = "x".repeat(2040) + "y".repeat(2040) + "z";
    assertEquals(
        List.of(
            "alice ~ " + "x".repeat(2040),
            "alice ~ " + "y".repeat(2033),
            "alice ~ " + "y".repeat(7) + "z"),
        messages(out -> tilde.said(alice, bytes(text), out)));
    assertEquals(
        List.of("server ~ " + "x".repeat(2039), "server ~ x" + "y".repeat(9)),
        messages(out -> tilde.notice("x".repeat(2040) + "y".repeat(9), out)));
  }

  @ParameterizedTest
  @CsvSource({
    "alice, join alice",
    "'alice\n', join alice",
    "'alice\r\n', join alice",
    "-1, join -1",
    "'alice\nbob', 'join alice\nbob'",
    "'\n', 'join '"
  })
  void takesTheFirstReadForTheName(String frame, String asked) {
    assertEquals(List.of(asked), served(tilde, frame));
  }

  @Test
  void saysReadsAndTheLinesInThem() {
    assertEquals(
        List.of(
            "join alice",
            "say hello",
            "say a",
            "say b",
            "say ",
            "say c",
            "say -1",
            "say ",
            "say server ~ bob has joined"),
        served(tilde, "alice", "hello", "a\r\nb\n\nc\r", "-1\n", "\n", "server ~ bob has joined"));
  }

  @Test
  void readsTheServer() {
    assertEquals(
        List.of(
            "send alice",
            "accepted alice",
            "joined bob",
            "said bob: hi ~ there",
            "said @127.0.0.1:5002: server ~ bob has joined",
            "left bob",
            "left carol",
            "said dave: x",
            "joined alice",
            "notice name of the day",
            "notice Server is shutting down.",
            "notice whatever",
            "notice  ~ x"),
        heard(
            tilde,
            "server ~ alice has joinedserver ~ bob has joined",
            "bob ~ hi ~ there",
            "127.0.0.1:5002 ~ server ~ bob has joined",
            "server ~ bob has left the chat.server ~ carol has left the chat.dave ~ x",
            "server ~ alice has joined",
            "server ~ name of the day",
            "server ~ Server is shutting down.",
            "whatever",
            " ~ x"));
  }

  @Test
  void tellsWhyItWasRefused() {
    assertEquals(
        List.of("send alice", "joined bob", "refused name taken: alice", "notice server is full"),
        heard(
            tilde,
            "server ~ bob has joined",
            "server ~ name taken: alice",
            "server ~ server is full"));
  }

  @Test
  void saysInPiecesThatFitTheProgramsReadsWithTheNameInFront() {
    ClientSide client = tilde.clientSide("alice");
    assertEquals(Framing.CHUNKS, client.framing());
    assertEquals("-1", written(out -> client.say(bytes("-1"), out)));
    assertEquals(
        List.of("x".repeat(2040), "x".repeat(60)),
        messages(out -> client.say(bytes("x".repeat(2100)), out)));
    assertThrows(IllegalArgumentException.class, () -> client.say(bytes(""), new Wire()));
    assertEquals("", written(client::leave));
  }
}
