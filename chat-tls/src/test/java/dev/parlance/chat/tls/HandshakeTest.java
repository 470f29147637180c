package dev.parlance.chat.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Binding;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Peer;
import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.testkit.RecordingPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who shakes hands, and who does not. */
final class HandshakeTest extends OnBothTransports {

  @Test
  void twoHundredWhoSayNothingDoNotHoldUpAnother() throws Exception {
    List<Socket> silent = new ArrayList<>();
    try (Stand stand = stand()) {
      for (int i = 0; i < 200; i++) {
        silent.add(stand.plain());
        RecordingPeer unused = stand.next();
      }
      try (SSLSocket socket = stand.secured(client)) {
        converse(socket, stand.next());
      }
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  @Test
  void aResetDuringTheHandshakeIsToldToTheOneWhoConnects() throws Exception {
    try (ServerSocket rude = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> closing =
          CompletableFuture.runAsync(
              () -> {
                try (Socket socket = rude.accept()) {
                  int unused = socket.getInputStream().read();
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      RecordingPeer peer = new RecordingPeer();
      assertThrows(
          IOException.class,
          () ->
              tls()
                  .connect(
                      new InetSocketAddress("localhost", rude.getLocalPort()),
                      Stand.PATIENCE,
                      peer));
      closing.get(20, TimeUnit.SECONDS);
      assertEquals(0, peer.pullCount());
    }
  }

  @Test
  void connectingGivesUpWhenTheOtherSideSaysNothing() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThrows(
          SocketTimeoutException.class,
          () ->
              tls()
                  .connect(
                      new InetSocketAddress("localhost", mute.getLocalPort()),
                      Duration.ofMillis(200),
                      new RecordingPeer()));
    }
  }

  @Test
  void aHandshakeThatTakesLongHoldsUpNobody() throws Exception {
    SlowIdentity slow = new SlowIdentity(authority.issue("CN=localhost", "localhost"));
    try (Stand stand = new Stand(TlsTransport.over(below(), slow.context()));
        SSLSocket healthy = stand.secured(client);
        SSLSocket late = stand.over(stand.plain(), client)) {
      RecordingPeer member = stand.next();
      RecordingPeer newcomer = stand.next();
      slow.hesitate();
      CompletableFuture<Void> shaking = CompletableFuture.runAsync(() -> shakeHands(late));
      slow.awaitHesitating();
      for (int i = 0; i < 3; i++) {
        stand.wake(); // as in a busy room: everybody is asked for output
        converse(healthy, member);
      }
      slow.goOn();
      shaking.get(20, TimeUnit.SECONDS);
      converse(late, newcomer);
    }
  }

  @Test
  void aKeyManagerThatFailsBadlyIsTheEndOfTheHandshake() throws Exception {
    SlowIdentity broken = new SlowIdentity(authority.issue("CN=localhost", "localhost"));
    broken.fail();
    try (Stand stand = new Stand(TlsTransport.over(below(), broken.context()));
        SSLSocket socket = stand.over(stand.plain(), client)) {
      endHandshake(socket);
      IOException why = stand.next().awaitClosed();
      assertNotNull(why, "the core is told why");
      assertTrue(String.valueOf(why.getMessage()).contains("AssertionError"), why.toString());
    }
  }

  private static void endHandshake(SSLSocket socket) {
    try {
      socket.startHandshake(); // of the JDK, which takes a farewell for an end like any other
    } catch (IOException e) {
      // Or says that this was none.
    }
  }

  private static void shakeHands(SSLSocket socket) {
    try {
      socket.startHandshake();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theCoreIsToldWhenNobodyCanBeAccepted() throws Exception {
    List<Throwable> told = new ArrayList<>();
    Acceptor core =
        new Acceptor() {
          @Override
          public @Nullable Peer accepted(Link link) {
            return null;
          }

          @Override
          public void paused(Throwable cause) {
            told.add(cause);
          }
        };
    IOException full = new IOException("no descriptors");
    Transport exhausted =
        new Transport() {
          @Override
          public Carrier carrier() {
            return Carrier.STREAM;
          }

          @Override
          public Binding bind(InetSocketAddress address, Acceptor acceptor) throws IOException {
            acceptor.paused(full);
            throw full;
          }

          @Override
          public Link connect(InetSocketAddress to, Duration timeout, Acceptor acceptor)
              throws IOException {
            throw full;
          }
        };
    TlsTransport tls = TlsTransport.over(exhausted, localhost);
    assertSame(
        full,
        assertThrows(
            IOException.class, () -> tls.bind(new InetSocketAddress("localhost", 0), core)));
    assertEquals(List.of(full), told);
  }
}
