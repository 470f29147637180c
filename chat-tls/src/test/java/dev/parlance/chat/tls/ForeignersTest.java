package dev.parlance.chat.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.testkit.RecordingPeer;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes and is no TLS, or not the TLS that it claims to be. */
final class ForeignersTest extends OnBothTransports {

  private static final int ALERT = 21;

  @Test
  void plainTextIsRefusedAndTheReasonTold() throws Exception {
    try (Stand stand = stand()) {
      for (String text : List.of("alice\n", "hi\n", "GET / HTTP/1.1\r\nHost: x\r\n\r\n")) {
        try (Socket socket = stand.plain()) {
          socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
          byte[] answer = socket.getInputStream().readAllBytes();
          assertTrue(answer.length == 0 || answer[0] == ALERT, text);
          socket.shutdownOutput();
          assertTells("not TLS", stand.next().awaitClosed());
        }
      }
    }
  }

  @Test
  void garbageInTheShapeOfAHandshakeIsRefusedByAnAlert() throws Exception {
    try (Stand stand = stand();
        Socket socket = stand.plain()) {
      socket.getOutputStream().write(new byte[] {22, 3, 1, 0, 4, 99, 0, 0, 0});
      assertEquals(ALERT, socket.getInputStream().readAllBytes()[0]);
      socket.shutdownOutput();
      assertTells("handshake", stand.next().awaitClosed());
    }
  }

  @Test
  void aHandshakeWithoutEndIsRefused() throws Exception {
    try (Stand stand = stand();
        Socket socket = stand.plain()) {
      RecordingPeer server = stand.next();
      socket.getOutputStream().write(Hello.begun(30_000, 10_000));
      assertFalse(server.isClosed());
      socket.getOutputStream().write(Hello.begun(30_000, 10_000));
      socket.shutdownOutput();
      assertTells("more than 16384 bytes", server.awaitClosed());
    }
  }

  @Test
  void aRecordThatClaimsTooMuchIsRefusedAtOnce() throws Exception {
    try (Stand stand = stand();
        Socket socket = stand.plain()) {
      socket.getOutputStream().write(new byte[] {22, 3, 1, (byte) 0xff, (byte) 0xff});
      socket.shutdownOutput();
      assertTells("65540 bytes", stand.next().awaitClosed());
    }
  }
}
