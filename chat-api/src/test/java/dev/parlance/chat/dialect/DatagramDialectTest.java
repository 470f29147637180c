package dev.parlance.chat.dialect;

import static dev.parlance.chat.dialect.Halves.bytes;
import static dev.parlance.chat.dialect.Halves.heard;
import static dev.parlance.chat.dialect.Halves.messages;
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

final class DatagramDialectTest {

  private final DatagramDialect datagram = new DatagramDialect();
  private final User alice = User.named("alice", "127.0.0.1", 5001);

  @Test
  void isKnownByItsNameAndPort() {
    assertEquals("datagram", datagram.name());
    assertEquals(65432, datagram.defaultPort());
    assertEquals(Framing.DATAGRAMS, datagram.framing());
    assertTrue(datagram.echoes());
  }

  @Test
  void showsEventsAsTheProgramDoes() {
    assertEquals(
        "[SERVER] alice has joined the chat.", written(out -> datagram.joined(alice, 2, out)));
    assertEquals("", written(out -> datagram.welcome(alice, 2, out)));
    assertEquals("alice ~ hi é", written(out -> datagram.said(alice, bytes("hi é"), out)));
    assertEquals("[SERVER] alice has left the chat.", written(out -> datagram.left(alice, 1, out)));
    assertEquals("[SERVER] tea", written(out -> datagram.notice("tea", out)));
    assertEquals("[SERVER] no", written(out -> datagram.problem("no", out)));
    assertEquals("[SERVER] Server is shutting down.", written(datagram::stopping));
  }

  @Test
  void sendsNoDatagramThatTheProgramWouldCut() {
    assertEquals(
        List.of("alice ~ " + "x".repeat(2040), "alice ~ " + "x".repeat(10)),
        messages(out -> datagram.said(alice, bytes("x".repeat(2050)), out)));
    assertEquals(
        List.of("[SERVER] " + "x".repeat(2039), "[SERVER] " + "x".repeat(10)),
        messages(out -> datagram.notice("x".repeat(2049), out)));
  }

  @ParameterizedTest
  @CsvSource({
    "'-1', leave",
    "'-1\n', leave",
    "'-1\r\n', leave",
    "' -1', 'say  -1'",
    "'-1 ', 'say -1 '",
    "'--1', 'say --1'",
    "'-10', 'say -10'",
    "'', 'say '"
  })
  void takesAMembersDatagram(String frame, String asked) {
    assertEquals(List.of("join alice", asked), served(datagram, "alice", frame));
  }

  @Test
  void takesTheSentinelOnlyAsAWholeDatagram() {
    assertEquals(
        List.of("join alice", "say hello", "say -1"), served(datagram, "alice", "hello\n-1"));
    assertEquals(List.of("leave"), served(datagram, "-1"));
  }

  @Test
  void readsTheServer() {
    assertEquals(
        List.of(
            "send alice",
            "accepted alice",
            "joined bob",
            "joined alice",
            "said bob: hi ~ there",
            "said bob: [SERVER] bob has joined the chat.",
            "left @127.0.0.1:5002",
            "notice name of the day",
            "notice Server is shutting down.",
            "ended",
            "notice whatever"),
        heard(
            datagram,
            "[SERVER] alice has joined the chat.",
            "[SERVER] bob has joined the chat.",
            "[SERVER] alice has joined the chat.",
            "bob ~ hi ~ there",
            "bob ~ [SERVER] bob has joined the chat.",
            "[SERVER] 127.0.0.1:5002 has left the chat.",
            "[SERVER] name of the day",
            "[SERVER] Server is shutting down.",
            "whatever"));
  }

  @Test
  void tellsWhyItWasRefused() {
    assertEquals(
        List.of("send alice", "joined bob", "refused name taken: alice", "notice server is full"),
        heard(
            datagram,
            "[SERVER] bob has joined the chat.",
            "[SERVER] name taken: alice",
            "[SERVER] server is full"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", ""})
  void cannotSaySome(String text) {
    ClientSide client = datagram.clientSide("alice");
    assertThrows(IllegalArgumentException.class, () -> client.say(bytes(text), new Wire()));
  }

  @Test
  void leavesByTheSentinel() {
    ClientSide client = datagram.clientSide("alice");
    assertEquals(Framing.DATAGRAMS, client.framing());
    assertEquals("hi", written(out -> client.say(bytes("hi"), out)));
    assertEquals("-1", written(client::leave));
  }

  /** However long the text before it is, and whatever characters it is made of. */
  @Test
  void neverTakesTheEndOfATextForTheSentinel() {
    for (String character : List.of("x", "é", "€", "😀")) {
      int most = 4090 / bytes(character).remaining();
      IntStream.rangeClosed(2030 / bytes(character).remaining(), most)
          .forEach(count -> assertNoSentinel(character.repeat(count) + "-1"));
    }
  }

  private void assertNoSentinel(String text) {
    List<String> sent = messages(out -> datagram.clientSide("alice").say(bytes(text), out));
    assertEquals(text, String.join("", sent));
    for (String datagram : sent) {
      assertFalse(datagram.equals("-1"), () -> "after " + bytes(text).remaining());
      assertTrue(bytes(datagram).remaining() <= 2040);
    }
  }
}
