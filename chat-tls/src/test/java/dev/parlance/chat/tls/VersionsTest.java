package dev.parlance.chat.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parlance.chat.testkit.RecordingPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** Which versions of TLS are spoken, and what is refused of them. */
final class VersionsTest extends OnBothTransports {

  private static final int ALERT = 21;

  private static final int PROTOCOL_VERSION = 70;

  @Test
  void bothVersionsAreSpoken() throws Exception {
    try (Stand stand = stand()) {
      for (String version : List.of("TLSv1.3", "TLSv1.2")) {
        try (SSLSocket socket = stand.secured(client, version)) {
          assertEquals(version, socket.getSession().getProtocol());
          converse(socket, stand.next());
        }
      }
    }
  }

  @Test
  void thirteenIsPreferred() throws Exception {
    try (Stand stand = stand();
        SSLSocket socket = stand.secured(client)) {
      assertEquals("TLSv1.3", socket.getSession().getProtocol());
    }
  }

  @Test
  void aClientOfElevenIsRefusedByAnAlert() throws Exception {
    try (Stand stand = stand();
        Socket socket = stand.plain()) {
      socket.getOutputStream().write(Hello.ofTls11());
      byte[] answer = socket.getInputStream().readAllBytes();
      assertEquals(ALERT, answer[0]);
      assertEquals(PROTOCOL_VERSION, answer[6]);
      assertTells("TLSv1.1", stand.next().awaitClosed());
    }
  }

  @Test
  void aServerOfElevenIsRefused() throws Exception {
    try (ServerSocket old = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Integer> alert = CompletableFuture.supplyAsync(() -> answerAsOfEleven(old));
      RecordingPeer peer = new RecordingPeer();
      SSLException refusal =
          assertThrows(
              SSLException.class,
              () ->
                  tls()
                      .connect(
                          new InetSocketAddress("localhost", old.getLocalPort()),
                          Stand.PATIENCE,
                          peer));
      assertTells("TLS11", refusal);
      assertEquals(ALERT, alert.get(20, TimeUnit.SECONDS));
    }
  }

  private static int answerAsOfEleven(ServerSocket old) {
    try (Socket socket = old.accept()) {
      byte[] header = socket.getInputStream().readNBytes(5);
      socket.getInputStream().readNBytes(((header[3] & 0xff) << 8) | (header[4] & 0xff));
      socket.getOutputStream().write(Hello.serverOfTls11());
      return socket.getInputStream().read();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void renegotiationIsRefused() throws Exception {
    try (Stand stand = stand();
        SSLSocket socket = stand.secured(client, "TLSv1.2")) {
      RecordingPeer server = stand.next();
      converse(socket, server);
      assertThrows(
          IOException.class,
          () -> {
            socket.startHandshake();
            hear(socket.getInputStream(), "?");
          });
      assertTells("renegotiation", server.awaitClosed());
    }
  }

  @Test
  void keysAreRenewedWhenOneSideAsks() throws Exception {
    try (Stand stand = stand();
        SSLSocket socket = stand.secured(client, "TLSv1.3")) {
      RecordingPeer server = stand.next();
      for (int i = 0; i < 5; i++) {
        socket.startHandshake(); // by now, a KeyUpdate
        converse(socket, server);
      }
    }
  }

  @Test
  void aContextThatWantsLessIsHeeded() throws Exception {
    SSLContext context = SSLContext.getInstance("TLSv1.2");
    context.init(null, null, null);
    Terms terms = new Terms(() -> context, ClientCertificates.IGNORED, null);
    SSLEngine engine = terms.forClient(new InetSocketAddress("localhost", 1));
    assertEquals(List.of("TLSv1.2"), List.of(engine.getSSLParameters().getProtocols()));
  }
}
