package dev.parlance.chat.examples.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.transport.nio.NioTransport;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TlsProgramTest {

  @TempDir private Path directory;

  private static ChatProgram server(TestCertificate certificate, String listen) throws Exception {
    return ChatProgram.start(
        "server",
        "--listen",
        listen,
        "--tls-cert",
        certificate.chain().toString(),
        "--tls-key",
        certificate.key().toString());
  }

  private static void assertFails(ChatProgram program, String... parts) throws Exception {
    assertEquals(1, program.status());
    List<String> errors = program.errors();
    assertEquals(1, errors.size(), errors::toString);
    for (String part : parts) {
      assertTrue(errors.get(0).contains(part), errors::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nio", "socket"})
  void programs_talk_by_tls(String transport) throws Exception {
    TestCertificate certificate = TestCertificate.make(directory, "dns:localhost");
    try (ChatProgram server = server(certificate, transport + "/line@:0")) {
      int port = server.port("tls/" + transport + ", line");
      try (ChatProgram alice =
          ChatProgram.start(
              "client",
              "--transport",
              transport,
              "--tls-ca",
              certificate.chain().toString(),
              "--name",
              "alice",
              "localhost:" + port)) {
        alice.type("/who\n");
        assertEquals("* 1 online: alice", alice.line());
        alice.type("-1\n");
        assertEquals(0, alice.status());
        assertEquals(List.of(), alice.errors());
      }
      assertEquals("alice joined (1 online)", server.logged());
      assertEquals("alice left (0 online)", server.logged());
      assertEquals("alice disconnected: client quit", server.logged());
      server.terminate();
      assertEquals(List.of(), server.errors());
    }
  }

  @Test
  void who_is_not_trusted_is_told_in_one_line() throws Exception {
    TestCertificate certificate = TestCertificate.make(directory, "dns:localhost");
    try (ChatProgram server = server(certificate, "line@:0")) {
      String place = "localhost:" + server.port("tls/nio, line");
      try (ChatProgram alice = ChatProgram.start("client", "--tls", "--name", "alice", place)) {
        assertFails(alice, "chat client: cannot connect to " + place + ": TLS", "PKIX");
      }
    }
  }

  @Test
  void a_certificate_for_another_host_is_told_in_one_line() throws Exception {
    TestCertificate certificate = TestCertificate.make(directory, "dns:other.test");
    try (ChatProgram server = server(certificate, "line@:0")) {
      String place = "localhost:" + server.port("tls/nio, line");
      try (ChatProgram alice =
          ChatProgram.start(
              "client", "--tls-ca", certificate.chain().toString(), "--name", "alice", place)) {
        assertFails(alice, "cannot connect to " + place, "localhost");
      }
    }
  }

  @Test
  void a_server_without_tls_is_told_in_one_line() throws Exception {
    try (ChatServer server = ChatServer.builder().listen(NioTransport.tcp(), 0).start();
        ChatProgram alice =
            ChatProgram.start("client", "--tls", "--name", "alice", "localhost:" + server.port())) {
      assertFails(alice, "this is not TLS");
    }
  }

  @Test
  void files_that_are_wrong_are_told_in_one_line() throws Exception {
    TestCertificate certificate = TestCertificate.make(directory, "dns:localhost");
    Path nowhere = directory.resolve("nowhere.pem");
    try (ChatProgram server = server(new TestCertificate(nowhere, certificate.key()), "line@:0")) {
      assertFails(server, "chat server: there is no file " + nowhere);
    }
    try (ChatProgram server =
        server(new TestCertificate(certificate.chain(), certificate.chain()), "line@:0")) {
      assertFails(server, "holds no private key");
    }
    try (ChatProgram client = ChatProgram.start("client", "--tls-ca", nowhere.toString(), ":1")) {
      client.type("alice\n");
      assertFails(client, "chat client: there is no file " + nowhere);
    }
  }

  @Test
  void half_of_the_options_is_told_in_one_line() throws Exception {
    try (ChatProgram server = ChatProgram.start("server", "--tls-cert", "chain.pem")) {
      assertEquals(2, server.status());
      assertEquals(
          List.of("chat server: --tls-cert and --tls-key go together (try 'chat server --help')"),
          server.errors());
    }
  }

  @Test
  void datagrams_are_not_sent_in_the_clear_beside_tls() throws Exception {
    TestCertificate certificate = TestCertificate.make(directory, "dns:localhost");
    try (ChatProgram server = server(certificate, "datagram@:0")) {
      assertFails(server, "there is no TLS for datagrams");
    }
  }
}
