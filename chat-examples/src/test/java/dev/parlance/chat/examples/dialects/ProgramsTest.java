package dev.parlance.chat.examples.dialects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.dialect.AddressDialect;
import dev.parlance.chat.dialect.CountedDialect;
import dev.parlance.chat.dialect.DatagramDialect;
import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.dialect.LineDialect;
import dev.parlance.chat.dialect.NickDialect;
import dev.parlance.chat.dialect.TildeDialect;
import dev.parlance.chat.spi.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A conversation in each dialect, byte by byte, with peers that behave as the programs do: they
 * read so many bytes at once, they have no framing where the program has none, and they leave as
 * the program leaves.
 */
final class ProgramsTest {

  private final List<Caller> callers = new ArrayList<>();

  @AfterEach
  void hangUp() {
    callers.forEach(Caller::close);
  }

  /** A server that listens on one network in one dialect, and those who call it. */
  private final class Place {

    private final Network network;
    private final Dialect dialect;
    private final Transport transport;
    private final int read;
    private final ChatServer server;

    Place(Network network, Dialect dialect, int read) {
      this.network = network;
      this.dialect = dialect;
      this.read = read;
      transport = network.transport(dialect);
      server = ChatServer.builder().listen(transport, 0, dialect).start();
    }

    Caller call() {
      Caller caller = network.call(transport, dialect, server.port(), read);
      callers.add(caller);
      return caller;
    }

    void stop() {
      server.stop();
      assertEquals(0, server.online());
    }
  }

  @ParameterizedTest
  @EnumSource
  void line(Network network) {
    Place place = new Place(network, new LineDialect(), 8192);
    Caller alice = place.call();
    alice.hears("* name?\n");
    alice.says("alice\r\n");
    alice.hears("* welcome alice (1 online)\n");
    Caller bob = place.call();
    bob.hears("* name?\n");
    bob.says("Alice\n");
    bob.hears("! name taken: Alice\n");
    bob.says("bob\n");
    bob.hears("* welcome bob (2 online)\n");
    alice.hears("+ bob (2 online)\n");
    alice.says("hé 😀\n/say -1\n/who\n/foo\n");
    bob.hears("alice: hé 😀\nalice: -1\n");
    alice.hears("* 2 online: alice bob\n! unknown command: /foo (try /help)\n");
    alice.says("-1\n");
    bob.hears("- alice (1 online)\n");
    alice.hearsTheEnd();
    place.stop();
    bob.hears("* server is shutting down\n");
    bob.hearsTheEnd();
  }

  @ParameterizedTest
  @EnumSource
  void tilde(Network network) {
    Place place = new Place(network, new TildeDialect(), 2048);
    Caller alice = place.call();
    alice.says("alice");
    alice.hears("server ~ alice has joined");
    Caller bob = place.call();
    bob.says("alice");
    bob.hears("server ~ name taken: alice");
    bob.says("bob");
    bob.hears("server ~ bob has joined");
    alice.hears("server ~ bob has joined");
    alice.says("hé 😀");
    alice.hears("alice ~ hé 😀");
    bob.hears("alice ~ hé 😀");
    bob.hangsUp();
    alice.hears("server ~ bob has left the chat.");
    Caller carol = place.call();
    carol.says("carol");
    alice.hears("server ~ carol has joined");
    carol.breaksOff();
    alice.hears("server ~ carol has left the chat.");
    place.stop();
    alice.hears("server ~ Server is shutting down.");
    alice.hearsTheEnd();
  }

  @ParameterizedTest
  @EnumSource
  void counted(Network network) {
    Place place = new Place(network, new CountedDialect(), 1024);
    Caller one = place.call();
    one.hears("> Conncted to the chat server(1 user online)\n[You] ");
    Caller two = place.call();
    two.hears("> Conncted to the chat server(2 users online)\n[You] ");
    one.hears("> New user " + two.address() + " entered (2 users onlione)\n");
    two.says("Hé 😀\n");
    one.hears("[" + two.address() + "] Hé 😀\n");
    Caller three = place.call();
    three.hears("> Conncted to the chat server(3 users online)\n[You] ");
    two.hears("> New user " + three.address() + " entered (3 users onlione)\n");
    three.says("bye\n");
    two.hears("[" + three.address() + "] bye\n");
    three.says("-1");
    three.hangsUp();
    two.hears("< The user " + three.address() + " left (2 users online)\n");
    one.says("-1");
    two.hears("< The user " + one.address() + " left (1 user online)\n");
    one.hears(
        "> New user "
            + three.address()
            + " entered (3 users onlione)\n"
            + ("[" + three.address() + "] bye\n")
            + ("< The user " + three.address() + " left (2 users online)\n"));
    one.hearsTheEnd();
    place.stop();
    two.hearsTheEnd();
  }

  @ParameterizedTest
  @EnumSource
  void countedMessageAndSentinelInOneRead(Network network) {
    for (Consumer<Caller> end : List.<Consumer<Caller>>of(Caller::hangsUp, caller -> {})) {
      Place place = new Place(network, new CountedDialect(), 1024);
      Caller one = place.call();
      one.hears("> Conncted to the chat server(1 user online)\n[You] ");
      Caller two = place.call();
      one.hears("> New user " + two.address() + " entered (2 users onlione)\n");
      two.says("hello\n-1");
      end.accept(two);
      one.hears("[" + two.address() + "] hello\n");
      one.hears("< The user " + two.address() + " left (1 user online)\n");
      two.hears("> Conncted to the chat server(2 users online)\n[You] ");
      two.hearsTheEnd();
      place.stop();
    }
  }

  @ParameterizedTest
  @EnumSource
  void datagram(Network network) {
    Place place = new Place(network, new DatagramDialect(), 2048);
    Caller alice = place.call();
    alice.says("alice");
    alice.hears("[SERVER] alice has joined the chat.");
    Caller bob = place.call();
    bob.says("bob");
    bob.hears("[SERVER] bob has joined the chat.");
    alice.hears("[SERVER] bob has joined the chat.");
    bob.says("hé 😀");
    alice.hears("bob ~ hé 😀");
    bob.hears("bob ~ hé 😀");
    bob.says("-1");
    alice.hears("[SERVER] bob has left the chat.");
    Caller carol = place.call();
    carol.says("carol");
    carol.hears("[SERVER] carol has joined the chat.");
    alice.hears("[SERVER] carol has joined the chat.");
    carol.says("-1");
    carol.hangsUp();
    alice.hears("[SERVER] carol has left the chat.");
    place.stop();
    alice.hears("[SERVER] Server is shutting down.");
  }

  @ParameterizedTest
  @EnumSource
  void address(Network network) {
    Place place = new Place(network, new AddressDialect(), 4096);
    Caller one = place.call();
    Caller two = place.call();
    one.hears("[" + two.address() + "] entered room\n");
    two.says("hé 😀\n");
    one.hears("\r<('127.0.0.1', " + two.port() + ")> hé 😀\n");
    one.says("\n");
    two.hears("\r<('127.0.0.1', " + one.port() + ")> \n");
    two.hangsUp();
    one.hears("Client (127.0.0.1, " + two.port() + ") is offline");
    two.hearsTheEnd();
    Caller three = place.call();
    one.hears("[" + three.address() + "] entered room\n");
    three.breaksOff();
    one.hears("Client (127.0.0.1, " + three.port() + ") is offline");
    place.stop();
    one.hearsTheEnd();
  }

  @ParameterizedTest
  @EnumSource
  void nick(Network network) {
    Place place = new Place(network, new NickDialect(), 1024);
    Caller alice = place.call();
    alice.hears("NICK");
    alice.says("alice");
    alice.hears("alice joined!Connected to server!");
    Caller bob = place.call();
    bob.hears("NICK");
    bob.says("bob");
    bob.hears("bob joined!Connected to server!");
    alice.hears("bob joined!");
    alice.says("alice: hello");
    alice.hears("alice: hello");
    bob.hears("alice: hello");
    bob.says("alice: I am alice");
    alice.hears("bob: alice: I am alice");
    bob.hears("bob: alice: I am alice");
    bob.hangsUp();
    alice.hears("bob left!");
    bob.hearsTheEnd();
    Caller carol = place.call();
    carol.hears("NICK");
    carol.says("carol");
    alice.hears("carol joined!");
    carol.breaksOff();
    alice.hears("carol left!");
    place.stop();
    alice.hearsTheEnd();
    assertTrue(place.server.users().isEmpty());
  }
}
