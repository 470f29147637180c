package dev.parlance.chat.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.spi.Peer.Progress;
import dev.parlance.chat.testkit.RecordingPeer;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** How it ends, and that it does. */
final class EndTest extends OnBothTransports {

  @Test
  void aFarewellIsACleanEnd() throws Exception {
    for (String version : List.of("TLSv1.3", "TLSv1.2")) {
      try (Stand stand = stand();
          SSLSocket socket = stand.secured(client, version)) {
        RecordingPeer server = stand.next();
        converse(socket, server);
        socket.shutdownOutput();
        server.awaitEnded();
        server.finishes();
        assertEquals(-1, socket.getInputStream().read());
      }
    }
  }

  @Test
  void anEndThatNobodyAnnouncedIsNoCleanEnd() throws Exception {
    for (String version : List.of("TLSv1.3", "TLSv1.2")) {
      try (Stand stand = stand();
          Socket plain = stand.plain()) {
        SSLSocket socket = stand.over(plain, client);
        socket.setEnabledProtocols(new String[] {version});
        RecordingPeer server = stand.next();
        converse(socket, server);
        plain.shutdownOutput();
        assertTells("not announced", server.awaitClosed());
        assertFalse(server.hasEnded(), "taken for a clean end");
      }
    }
  }

  @Test
  void afterOurFarewellTheirsIsNotMissed() throws Exception {
    try (Stand stand = stand();
        Socket plain = stand.plain()) {
      SSLSocket socket = stand.over(plain, client);
      RecordingPeer server = stand.next();
      converse(socket, server);
      server.owes("bye").finishes();
      hear(socket.getInputStream(), "bye");
      assertEquals(-1, socket.getInputStream().read());
      plain.shutdownOutput();
      assertNull(server.awaitClosed());
      assertTrue(server.hasEnded());
    }
  }

  @Test
  void closeIsBoundedWhenThePeerDoesNotRead() throws Exception {
    try (Stand stand = stand();
        SSLSocket socket = stand.secured(client)) {
      RecordingPeer server = stand.next();
      converse(socket, server);
      floods(server);
      server.link().close();
      assertNull(server.awaitClosed());
    }
  }

  @Test
  void abortIsBoundedWhenThePeerDoesNotRead() throws Exception {
    try (Stand stand = stand();
        SSLSocket socket = stand.secured(client)) {
      RecordingPeer server = stand.next();
      converse(socket, server);
      floods(server);
      server.link().abort();
      assertNull(server.awaitClosed());
    }
  }

  /** Writes until nobody takes more: as much as all buffers of the system hold, and a little. */
  private static void floods(RecordingPeer server) throws InterruptedException {
    ByteBuffer noise = ByteBuffer.allocate(1 << 20);
    CompletableFuture<Boolean> full = new CompletableFuture<>();
    long[] taken = {0};
    server
        .onPull(
            channel -> {
              long now = channel.write(noise.clear());
              taken[0] += now;
              if (taken[0] > 16 << 20) {
                full.complete(true);
                return Progress.IDLE;
              }
              return now == 0 ? Progress.BLOCKED : Progress.MORE;
            })
        .link()
        .wake();
    try {
      // The one sign of being full is that nothing happens; what follows holds in any case.
      boolean unused = full.get(500, TimeUnit.MILLISECONDS);
      throw new AssertionError("somebody holds 16 MiB");
    } catch (TimeoutException asExpected) {
      // It is full.
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
  }
}
