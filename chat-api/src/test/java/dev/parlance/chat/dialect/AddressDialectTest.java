package dev.parlance.chat.dialect;

import static dev.parlance.chat.dialect.Halves.bytes;
import static dev.parlance.chat.dialect.Halves.heard;
import static dev.parlance.chat.dialect.Halves.served;
import static dev.parlance.chat.dialect.Halves.written;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.parlance.chat.User;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AddressDialectTest {

  private final AddressDialect address = new AddressDialect();
  private final User one = User.unnamed("127.0.0.1", 5001);
  private final User alice = User.named("alice", "127.0.0.1", 5002);

  @Test
  void isKnownByItsNameAndPort() {
    assertEquals("address", address.name());
    assertEquals(5000, address.defaultPort());
    assertEquals(Framing.LINES, address.framing());
    assertFalse(address.echoes());
  }

  @Test
  void showsAddressesAsPythonDoes() {
    assertEquals("[127.0.0.1:5001] entered room\n", written(out -> address.joined(one, 2, out)));
    assertEquals(
        "\r<('127.0.0.1', 5001)> hi é\n", written(out -> address.said(one, bytes("hi é"), out)));
    assertEquals("Client (127.0.0.1, 5001) is offline", written(out -> address.left(one, 1, out)));
  }

  @Test
  void showsNamesInTheSameFrame() {
    assertEquals("[alice] entered room\n", written(out -> address.joined(alice, 2, out)));
    assertEquals("\r<alice> hi\n", written(out -> address.said(alice, bytes("hi"), out)));
    assertEquals("Client (alice) is offline", written(out -> address.left(alice, 1, out)));
  }

  @Test
  void showsTheRestAsPlainLinesAndNothingAtTheEnd() {
    assertEquals("", written(out -> address.welcome(one, 1, out)));
    assertEquals("tea\n", written(out -> address.notice("tea", out)));
    assertEquals("no\n", written(out -> address.problem("no", out)));
    assertEquals("", written(address::stopping));
  }

  @Test
  void saysEveryLine() {
    assertEquals(
        List.of("join by address", "say hello", "say ", "say -1"),
        served(address, "hello", "", "-1"));
  }

  @Test
  void saysALineThatTheEndOfTheInputEnded() {
    RecordingGuest guest = new RecordingGuest().joinedAs(one);
    address.serverSide().ended(bytes(""), guest);
    address.serverSide().ended(bytes("bye"), guest);
    assertEquals(List.of("say bye"), guest.asked());
  }

  @Test
  void readsTheServer() {
    assertEquals(
        List.of(
            "accepted @127.0.0.1:5001",
            "joined @127.0.0.1:5002",
            "said @127.0.0.1:5002: hi\u2028",
            "left @127.0.0.1:5002",
            "said alice: <bob> x",
            "left alice",
            "left bob",
            "joined carol",
            "notice tea"),
        heard(
            address,
            "[127.0.0.1:5002] entered ro",
            "om\n\r<('127.0.0.1', 5002)> hi\u2028\nClient (127.0.0.1, 5002) is off",
            "line\r<alice> <bob> x\nClient (alice) is offlineClient (bob) is offline",
            "[carol] entered room\ntea\n"));
  }

  @Test
  void readsTextsThatTheProgramRelayedWithoutALineFeedOrWithACarriageReturn() {
    assertEquals(
        List.of("accepted @127.0.0.1:5001", "said alice: a", "said bob: b", "said carol: c"),
        heard(address, "\r<alice> a\r<bob> b\r\n\r<carol> c"));
    assertEquals(
        List.of("accepted @127.0.0.1:5001", "said alice: a", "said bob: b"),
        heard(address, "\r<alice> a\r<bob> b"));
  }

  @Test
  void keepsNoMoreThanALineThatMayBeOne() {
    String much = "x".repeat(65_536);
    assertEquals(
        List.of("accepted @127.0.0.1:5001", "notice " + much + "y", "notice z"),
        heard(address, much, "y", "z\n"));
  }

  @Test
  void takesAnUnfinishedLineAtTheEndForWhatItLooksLike() {
    assertEquals(
        List.of("accepted @127.0.0.1:5001", "notice Client (ali"), heard(address, "Client (ali"));
    assertEquals(
        List.of("accepted @127.0.0.1:5001", "notice Client x"), heard(address, "Client x\n"));
  }

  @Test
  void saysLines() {
    ClientSide client = address.clientSide("");
    assertEquals(Framing.CHUNKS, client.framing());
    assertEquals("-1\n", written(out -> client.say(bytes("-1"), out)));
    assertEquals("", written(client::leave));
  }
}
