package dev.parlance.chat.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parlance.chat.Attempt;
import dev.parlance.chat.Authenticator.Verdict;
import dev.parlance.chat.ChatServer;
import dev.parlance.chat.dialect.AddressDialect;
import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.dialect.LineDialect;
import dev.parlance.chat.spi.Transport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** What an authenticator sees of who comes over TLS, and when. */
final class DoorTest extends OnBothTransports {

  /** Lets in who shows a certificate, by the name on that. */
  private static CompletionStage<Verdict> judge(Attempt attempt) {
    String shown = String.valueOf(attempt.principal());
    return CompletableFuture.completedFuture(
        shown.startsWith("CN=")
            ? Verdict.acceptedAs(shown.substring("CN=".length()))
            : Verdict.refused("no certificate"));
  }

  private ChatServer server(Dialect dialect) {
    Transport asking = tls().clientCertificates(ClientCertificates.WANTED);
    return ChatServer.builder().listen(asking, 0, dialect).authenticator(DoorTest::judge).start();
  }

  private static Socket plain(ChatServer server) throws IOException {
    InetSocketAddress address = server.addresses().get(0);
    Socket socket = new Socket(address.getAddress(), address.getPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static SSLSocket secured(Socket plain, SSLContext context) throws IOException {
    return (SSLSocket)
        context.getSocketFactory().createSocket(plain, "localhost", plain.getPort(), true);
  }

  private static BufferedReader reader(SSLSocket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  @Test
  void whoShowsACertificateIsInByTheNameOnIt() throws Exception {
    SSLContext alice = authority.context(authority.issue("CN=alice"));
    try (ChatServer server = server(new LineDialect());
        SSLSocket socket = secured(plain(server), alice)) {
      BufferedReader in = reader(socket);
      say(socket, "anything\n");
      assertEquals("* name?", in.readLine());
      assertEquals("* welcome alice (1 online)", in.readLine());
    }
  }

  @Test
  void whoShowsNoneIsToldSoInOneLine() throws Exception {
    try (ChatServer server = server(new LineDialect());
        SSLSocket socket = secured(plain(server), client)) {
      BufferedReader in = reader(socket);
      say(socket, "alice\n-1\n");
      assertEquals("* name?", in.readLine());
      assertEquals("! name not allowed: no certificate", in.readLine());
      assertEquals(null, in.readLine());
      assertEquals(1, server.metrics().connections().refusedLogins());
      assertEquals(0, server.online());
    }
  }

  /** In this dialect, to be there is to be a member. */
  @Test
  void nobodyIsAMemberBeforeTheHandshakeIsOver() throws Exception {
    SSLContext alice = authority.context(authority.issue("CN=alice"));
    SSLContext bob = authority.context(authority.issue("CN=bob"));
    try (ChatServer server = server(new AddressDialect());
        Socket silent = plain(server);
        SSLSocket first = secured(plain(server), alice)) {
      first.startHandshake();
      while (server.online() == 0) {
        Thread.onSpinWait();
      }
      assertEquals("alice", server.users().get(0).name()); // and not who came before her
      try (SSLSocket late = secured(silent, bob)) {
        late.startHandshake();
        assertEquals("[bob] entered room", reader(first).readLine());
      }
    }
  }
}
