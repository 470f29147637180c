package dev.parlance.chat.examples.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ServerProgramTest {

  @ParameterizedTest
  @ValueSource(strings = {"nio", "socket"})
  void three_plain_sockets_talk(String transport) throws Exception {
    try (ChatProgram server = ChatProgram.start("server", "--listen", transport + "/line@:0")) {
      int port = server.port(transport + ", line");
      try (RawPeer alice = RawPeer.join(port, "alice", 1);
          RawPeer bob = RawPeer.join(port, "bob", 2);
          RawPeer carol = RawPeer.connect(port)) {
        alice.expect("+ bob (2 online)\n");
        carol.expect("* name?\n");
        carol.send("BOB\n");
        carol.expect("! name taken: BOB\n");
        carol.send("carol\r\n");
        carol.expect("* welcome carol (3 online)\n");
        alice.expect("+ carol (3 online)\n");
        bob.expect("+ carol (3 online)\n");

        alice.send("hello\nhällo 日本\r\n");
        bob.expect("alice: hello\nalice: hällo 日本\n");
        carol.expect("alice: hello\nalice: hällo 日本\n");
        bob.send("/who\n/foo bar\n/say -1\n\n/say /who\n");
        bob.expect("* 3 online: alice bob carol\n! unknown command: /foo (try /help)\n");
        alice.expect("bob: -1\nbob: /who\n");
        carol.expect("bob: -1\nbob: /who\n");

        carol.send("-1\n");
        carol.expectEnd();
        alice.expect("- carol (2 online)\n");
        bob.expect("- carol (2 online)\n");
        bob.send("/quit\n");
        bob.expectEnd();
        alice.expect("- bob (1 online)\n");

        server.terminate();
        alice.expect("* server is shutting down\n");
        alice.expectEnd();
      }
      assertEquals(0, server.status());
      List<String> log = server.rest();
      // Those that left count as well, as long as the server has not seen them close their end.
      String last = log.get(log.size() - 1);
      assertTrue(last.matches("stopped: [123] drained, 0 cut"), last);
      assertEquals(List.of(), server.errors());
    }
  }

  @Test
  void all_listeners_share_one_room() throws Exception {
    try (ChatProgram server =
        ChatProgram.start(
            "server",
            "--listen",
            "line@:0",
            "--listen",
            "socket/line@:0",
            "--listen",
            "tilde@:0")) {
      int nio = server.port("nio, line");
      int socket = server.port("socket, line");
      int tilde = server.port("nio, tilde");
      try (RawPeer alice = RawPeer.join(nio, "alice", 1);
          RawPeer bob = RawPeer.join(socket, "bob", 2);
          RawPeer tom = RawPeer.connect(tilde)) {
        alice.expect("+ bob (2 online)\n");
        tom.send("tom");
        tom.expect("server ~ tom has joined");
        alice.expect("+ tom (3 online)\n");
        alice.send("hi\n");
        bob.expect("+ tom (3 online)\nalice: hi\n");
        tom.expect("alice ~ hi");
      }
    }
  }

  @Test
  void each_event_is_logged_in_one_line() throws Exception {
    try (ChatProgram server = ChatProgram.start("server", "--listen", "line@:0")) {
      int port = server.port("nio, line");
      try (RawPeer alice = RawPeer.join(port, "alice", 1)) {
        alice.send("hello\n" + "x".repeat(1000) + "\n-1\n");
        alice.expectEnd();
      }
      assertEquals("alice joined (1 online)", server.logged());
      assertEquals("alice: hello", server.logged());
      assertEquals("alice: " + "x".repeat(400) + "… (600 more)", server.logged());
      assertEquals("alice left (0 online)", server.logged());
      assertEquals("alice disconnected: client quit", server.logged());
    }
  }

  @Test
  void a_port_alone_is_where_it_listens() throws Exception {
    try (ChatProgram server = ChatProgram.start("server", "0", "--listen", "socket/tilde@:0")) {
      int port = server.port("nio, line");
      int other = server.port("socket, tilde");
      assertNotEquals(port, other);
      try (RawPeer alice = RawPeer.join(port, "alice", 1)) {
        alice.send("-1\n");
        alice.expectEnd();
      }
    }
  }

  @Test
  void a_quiet_server_logs_nothing_of_the_room() throws Exception {
    try (ChatProgram server = ChatProgram.start("server", "-q", "--listen", "line@:0")) {
      int port = server.port("nio, line");
      try (RawPeer alice = RawPeer.join(port, "alice", 1)) {
        alice.send("hello\n-1\n");
        alice.expectEnd();
      }
      server.terminate();
      assertEquals(0, server.status());
      List<String> log = server.rest();
      assertEquals(1, log.size(), log::toString);
      assertTrue(log.get(0).startsWith("stopped: "), log::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nio", "socket"})
  void a_port_in_use_is_told_in_one_line(String transport) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ChatProgram server =
            ChatProgram.start(
                "server",
                "--listen",
                "line@:0",
                "--listen",
                transport + "/line@" + taken.getLocalPort())) {
      assertEquals(1, server.status());
      assertEquals(List.of(), server.rest());
      List<String> errors = server.errors();
      assertEquals(1, errors.size(), errors::toString);
      String place = "127.0.0.1:" + taken.getLocalPort();
      assertTrue(
          errors.get(0).matches("chat server: cannot listen at " + place + ": [^:]*in use"),
          errors::toString);
    }
  }

  @Test
  void a_bad_value_is_told_in_one_line_with_the_rule() throws Exception {
    try (ChatProgram server = ChatProgram.start("server", "--listen", "line@:70000")) {
      assertEquals(2, server.status());
      assertEquals(
          List.of(
              "chat server: Invalid value for option '--listen' ([TRANSPORT/]DIALECT[@HOST:PORT]):"
                  + " '70000' is no port: 0 to 65535 (try 'chat server --help')"),
          server.errors());
    }
  }

  @Test
  void a_dashboard_needs_a_terminal() throws Exception {
    try (ChatProgram server = ChatProgram.start("server", "--dashboard", "--listen", "line@:0")) {
      assertEquals(1, server.status());
      assertEquals(List.of(), server.rest());
      assertEquals(
          List.of("chat server: --dashboard needs a terminal, and this is none"), server.errors());
    }
  }

  @Test
  void a_dashboard_is_not_for_a_dumb_terminal() throws Exception {
    try (ChatProgram server =
        ChatProgram.startOn("dumb", "server", "--dashboard", "--listen", "line@:0")) {
      assertEquals(1, server.status());
      assertEquals(List.of(), server.rest());
      assertEquals(
          List.of("chat server: --dashboard needs a terminal, and a dumb one cannot show it"),
          server.errors());
    }
  }

  @Test
  void the_help_names_all_dialects_and_transports() throws Exception {
    try (ChatProgram help = ChatProgram.start("client", "--help")) {
      assertEquals(0, help.status());
      String text = String.join(" ", help.rest()).replaceAll("\\s+", " ");
      assertTrue(text.contains("line, tilde, counted, datagram, address, nick"), text);
      assertTrue(text.contains("nio, socket"), text);
      assertEquals(List.of(), help.errors());
    }
  }
}
