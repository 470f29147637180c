package dev.parlance.chat.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.testkit.RecordingPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is who. */
final class IdentityTest extends OnBothTransports {

  @Test
  void aCertificateForAnotherHostIsRefusedAndBothSidesAreTold() throws Exception {
    SSLContext other = authority.context(authority.issue("CN=other", "other.test"));
    try (Stand stand = new Stand(TlsTransport.over(below(), other))) {
      RecordingPeer peer = new RecordingPeer();
      SSLException refusal = assertThrows(SSLException.class, () -> stand.connect(tls(), peer));
      assertTells("localhost", refusal);
      assertEquals(0, peer.pullCount());
      assertTells("alert", stand.next().awaitClosed());

      stand.connect(tls().serverName("other.test"), new RecordingPeer().owes("hello"));
      stand.next().hears("hello");
    }
  }

  @Test
  void anAuthorityThatIsNotTrustedIsRefused(@TempDir Path directory) throws Exception {
    SSLContext stranger = new Authority(directory, "stranger").localhost();
    try (Stand stand = new Stand(TlsTransport.over(below(), stranger))) {
      SSLException refusal =
          assertThrows(SSLException.class, () -> stand.connect(tls(), new RecordingPeer()));
      assertTells("nobody who is trusted vouches for the certificate", refusal);
      assertTells("alert", stand.next().awaitClosed());
    }
  }

  @Test
  void aClientCertificateTellsWhoTheClientIs() throws Exception {
    SSLContext alice = authority.context(authority.issue("CN=alice"));
    Transport asking = tls().clientCertificates(ClientCertificates.WANTED);
    try (Stand stand = new Stand(asking)) {
      for (String version : List.of("TLSv1.3", "TLSv1.2")) {
        try (SSLSocket socket = stand.secured(alice, version)) {
          RecordingPeer server = stand.next();
          converse(socket, server);
          assertEquals("CN=alice", String.valueOf(server.link().peerPrincipal()));
        }
        try (SSLSocket socket = stand.secured(client, version)) {
          RecordingPeer server = stand.next();
          converse(socket, server);
          assertNull(server.link().peerPrincipal());
        }
      }
    }
  }

  @Test
  void whoHasNoCertificateIsRefusedWhereOneIsRequired() throws Exception {
    Transport asking = tls().clientCertificates(ClientCertificates.REQUIRED);
    try (Stand stand = new Stand(asking);
        SSLSocket socket = stand.over(stand.plain(), client)) {
      assertThrows(
          SSLException.class,
          () -> {
            socket.startHandshake();
            hear(socket.getInputStream(), "?");
          });
      assertTells("certificate", stand.next().awaitClosed());
    }
  }

  @Test
  void aClientKnowsTheServerByItsCertificate() throws Exception {
    try (Stand stand = stand()) {
      RecordingPeer peer = stand.connect(new RecordingPeer());
      assertTrue(peer.link().isEstablished());
      assertEquals("CN=localhost", String.valueOf(peer.link().peerPrincipal()));
    }
  }

  @Test
  void aCertificateIsRenewedAndNobodyIsDropped(@TempDir Path directory) throws Exception {
    Authority.Identity before = authority.issue("CN=before", "localhost");
    Path chain = Files.copy(before.chain(), directory.resolve("chain.pem"));
    Path key = Files.copy(before.key(), directory.resolve("key.pem"));
    ReloadedContext contexts = ReloadedContext.of(PemFiles.none().withIdentity(chain, key));
    try (Stand stand = new Stand(TlsTransport.over(below(), contexts));
        SSLSocket first = stand.secured(client)) {
      RecordingPeer atFirst = stand.next();
      Authority.Identity after = authority.issue("CN=after", "localhost");
      Files.write(chain, Files.readAllBytes(after.chain()));
      assertThrows(IOException.class, contexts::reload); // the key is the old one
      try (SSLSocket second = stand.secured(client)) {
        assertEquals("CN=before", second.getSession().getPeerPrincipal().getName());
      }
      Files.write(key, Files.readAllBytes(after.key()));
      contexts.reload();
      RecordingPeer unused = stand.next();
      try (SSLSocket third = stand.secured(client)) {
        assertEquals("CN=after", third.getSession().getPeerPrincipal().getName());
        converse(third, stand.next());
      }
      converse(first, atFirst);
    }
  }
}
