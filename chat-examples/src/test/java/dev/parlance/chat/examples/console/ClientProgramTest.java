package dev.parlance.chat.examples.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.dialect.TildeDialect;
import dev.parlance.chat.transport.nio.NioTransport;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client in a pipe: a script types, and reads what is printed. */
@Timeout(60)
class ClientProgramTest {

  @ParameterizedTest
  @ValueSource(strings = {"nio", "socket"})
  void what_was_piped_is_said_before_it_leaves(String transport) throws Exception {
    try (ChatServer server = ChatServer.builder().listen(NioTransport.tcp(), 0).start();
        RawPeer alice = RawPeer.join(server.port(), "alice", 1);
        ChatProgram bob =
            ChatProgram.start(
                "client", "--transport", transport, "--name", "bob", ":" + server.port())) {
      bob.type("hello\nhällo 😀\n\n").typeEnd();
      alice.expect("+ bob (2 online)\nbob: hello\nbob: hällo 😀\n- bob (1 online)\n");
      assertEquals(0, bob.status());
      assertEquals(List.of(), bob.rest());
      assertEquals(List.of(), bob.errors());
    }
  }

  @Test
  void what_happens_is_printed() throws Exception {
    try (ChatServer server = ChatServer.builder().listen(NioTransport.tcp(), 0).start();
        ChatProgram bob = ChatProgram.start("client", "--name", "bob", ":" + server.port())) {
      bob.type("/who\n");
      assertEquals("* 1 online: bob", bob.line());
      try (RawPeer alice = RawPeer.join(server.port(), "alice", 2)) {
        alice.send("hi\n");
        assertEquals("+ alice (2 online)", bob.line());
        assertEquals("alice: hi", bob.line());
      }
      assertEquals("- alice (1 online)", bob.line());
      bob.type("/nonsense\n");
      assertEquals("* unknown command: /nonsense (try /help)", bob.line());
      bob.type("a\u0007b\n");
      assertEquals("! text must not hold control characters: U+0007 at index 1", bob.line());
      bob.type("-1\n");
      assertEquals(0, bob.status());
    }
  }

  @Test
  void without_a_name_the_first_line_is_it() throws Exception {
    try (ChatServer server = ChatServer.builder().listen(NioTransport.tcp(), 0).start();
        ChatProgram bob = ChatProgram.start("client", ":" + server.port())) {
      bob.type("bob\n/who\n/quit\n");
      assertEquals("* 1 online: bob", bob.line());
      assertEquals(0, bob.status());
    }
  }

  @Test
  void a_refused_name_is_told_in_one_line() throws Exception {
    try (ChatServer server = ChatServer.builder().listen(NioTransport.tcp(), 0).start();
        RawPeer alice = RawPeer.join(server.port(), "alice", 1);
        ChatProgram second = ChatProgram.start("client", "--name", "Alice", ":" + server.port())) {
      assertEquals(1, second.status());
      assertEquals(List.of("chat client: name taken: Alice"), second.errors());
      alice.send("-1\n");
      alice.expectEnd();
    }
  }

  @Test
  void a_server_that_goes_away_is_told_in_one_line() throws Exception {
    try (ChatServer server = ChatServer.builder().listen(NioTransport.tcp(), 0).start();
        ChatProgram bob = ChatProgram.start("client", "--name", "bob", ":" + server.port())) {
      bob.type("/who\n");
      assertEquals("* 1 online: bob", bob.line());
      server.stop();
      assertEquals(1, bob.status());
      assertEquals(List.of("* server is shutting down"), bob.rest());
      assertEquals(List.of("chat client: the server ended the connection"), bob.errors());
    }
  }

  @Test
  void where_nobody_listens_is_told_in_one_line() throws Exception {
    int port;
    try (ServerSocket briefly = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = briefly.getLocalPort();
    }
    try (ChatProgram client = ChatProgram.start("client", "--name", "bob", ":" + port)) {
      assertEquals(1, client.status());
      assertEquals(
          List.of("chat client: cannot connect to 127.0.0.1:" + port + ": Connection refused"),
          client.errors());
    }
  }

  @Test
  void control_characters_of_a_foreign_server_are_not_printed() throws Exception {
    try (ServerSocket foreign = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ChatProgram bob =
            ChatProgram.start("client", "--name", "bob", ":" + foreign.getLocalPort());
        RawPeer client = new RawPeer(foreign.accept())) {
      client.send("* name?\n");
      client.expect("bob\n");
      client.send("* welcome bob (1 online)\neve: \u001b[31mred\u0007\n* \u009b2J\n");
      assertEquals("eve: \ufffd[31mred\ufffd", bob.line());
      assertEquals("* \ufffd2J", bob.line());
    }
  }

  @Test
  void where_the_dialect_has_no_commands_the_client_does_what_it_can() throws Exception {
    try (ChatServer server =
            ChatServer.builder().listen(NioTransport.tcp(), 0, new TildeDialect()).start();
        ChatProgram bob =
            ChatProgram.start(
                "client", "--dialect", "tilde", "--name", "bob", ":" + server.port())) {
      bob.type("/who\n");
      assertEquals("* seen so far: bob; of others this dialect does not tell", bob.line());
      bob.type("/say /me too\n");
      assertEquals("bob: /me too", bob.line());
      bob.type("/me\n");
      assertEquals("! this dialect has no commands: /me", bob.line());
      bob.type(" /LOGIN bob s3cret\n");
      assertEquals("! this dialect has no /login, not sent", bob.line());
      bob.type("/help\n");
      assertEquals(
          "* /who: who was seen here; /say TEXT: says TEXT as it is; /quit or -1: leaves",
          bob.line());
      bob.type("/quit\n");
      assertEquals(0, bob.status());
    }
  }
}
