package dev.parlance.chat.transport.nio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.spi.Binding;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.testkit.RecordingPeer;
import dev.parlance.chat.transport.nio.Stage.Ends;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TcpTest {

  @Test
  void whatTheSystemHasConnectedIsAcceptedBeforeAcceptingStops() throws Exception {
    try (Stage stage = Stage.tcp(1)) {
      Loop loop = Stage.link(stage.connect().server()).loop;
      CountDownLatch release = Stage.hold(loop);
      List<Socket> sockets = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        InetSocketAddress address = stage.binding.address();
        sockets.add(new Socket(address.getAddress(), address.getPort()));
      }
      CompletableFuture<Void> stopped = CompletableFuture.runAsync(stage.binding::stopAccepting);
      release.countDown();
      stopped.get(15, TimeUnit.SECONDS);
      for (int i = 0; i < sockets.size(); i++) {
        stage.next().says("welcome");
      }
      for (Socket socket : sockets) {
        assertEquals("welcome", new String(socket.getInputStream().readNBytes(7), UTF_8));
        socket.close();
      }
      assertThrows(IOException.class, stage::connect);
    }
  }

  @Test
  void theSocketIsGivenBackBeforeThePeerIsTold() throws Exception {
    CompletableFuture<Socket> connected = new CompletableFuture<>();
    CompletableFuture<String> seen = new CompletableFuture<>();
    QuietPeer peer =
        new QuietPeer() {
          @Override
          public void closed(@Nullable IOException cause) {
            try {
              connected.join().getInputStream().read();
              seen.complete("no reset");
            } catch (IOException e) {
              seen.complete(String.valueOf(e.getMessage()));
            }
          }
        };
    CompletableFuture<Link> met = new CompletableFuture<>();
    try (Binding binding =
            NioTransport.tcp()
                .loops(1)
                .bind(
                    Stage.anywhere(),
                    link -> {
                      met.complete(link);
                      return peer;
                    });
        Socket socket = new Socket(binding.address().getAddress(), binding.address().getPort())) {
      socket.setSoTimeout(2000);
      connected.complete(socket);
      met.get(15, TimeUnit.SECONDS).abort();
      assertEquals("Connection reset", seen.get(15, TimeUnit.SECONDS));
    }
  }

  @Test
  void connectionsAreDealtToAllLoops() throws Exception {
    try (Stage stage = Stage.tcp(3)) {
      Set<Loop> loops = new HashSet<>();
      for (int i = 0; i < 3; i++) {
        loops.add(Stage.link(stage.connect().server()).loop);
      }
      assertEquals(3, loops.size());
    }
  }

  @Test
  void bindingsMayBeClosedCrosswiseByTheirPeers() throws Exception {
    NioTransport transport = NioTransport.tcp().loops(2);
    for (int i = 0; i < 20; i++) {
      try (Stage one = new Stage(transport);
          Stage two = new Stage(transport)) {
        crosswise(one, two);
      }
    }
  }

  private static void crosswise(Stage one, Stage two) throws Exception {
    Ends first = one.connect();
    Ends second = one.connect(); // dealt to the other loop
    CyclicBarrier meet = new CyclicBarrier(2);
    closesWhenItReceives(first, two.binding, meet);
    closesWhenItReceives(second, one.binding, meet);
    long start = System.nanoTime();
    first.client().says("x");
    second.client().says("x");
    first.server().awaitClosed();
    second.server().awaitClosed();
    one.binding.close();
    two.binding.close();
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    assertTrue(seconds < Binding.CLOSE_SECONDS, "They waited for each other");
  }

  private static void closesWhenItReceives(Ends ends, Binding binding, CyclicBarrier meet) {
    ends.server()
        .onReceived(
            input -> {
              try {
                meet.await(10, TimeUnit.SECONDS);
              } catch (Exception e) {
                throw new AssertionError(e);
              }
              binding.close();
            });
  }

  @Test
  void bothFamiliesOfAddressesAreServed() throws Exception {
    for (String host : List.of("127.0.0.1", "::1")) {
      InetSocketAddress address = Stage.at(host);
      NioTransport transport = NioTransport.tcp();
      RecordingPeer server = new RecordingPeer().owes("welcome");
      try (Binding binding = bindOrSkip(transport, address, server)) {
        RecordingPeer client = new RecordingPeer();
        transport.connect(binding.address(), Stage.GUARD, client);
        client.hears("welcome");
        assertEquals(address.getAddress(), client.link().remoteAddress().getAddress());
        assertEquals(address.getAddress(), server.link().remoteAddress().getAddress());
      }
    }
  }

  static Binding bindOrSkip(
      NioTransport transport, InetSocketAddress address, RecordingPeer server) {
    try {
      return transport.bind(address, server);
    } catch (IOException e) {
      return Assumptions.abort("No " + address + " here: " + e);
    }
  }

  @Test
  void aTakenPortIsTold() throws Exception {
    try (Stage stage = Stage.tcp(1)) {
      BindException refusal =
          assertThrows(
              BindException.class,
              () -> stage.transport.bind(stage.binding.address(), link -> null));
      String message = String.valueOf(refusal.getMessage());
      assertTrue(message.contains("in use"), message);
    }
  }

  @Test
  void anUnknownHostIsTold() {
    InetSocketAddress nowhere = InetSocketAddress.createUnresolved("nowhere.invalid", 1);
    NioTransport transport = NioTransport.tcp();
    for (UnknownHostException refusal :
        List.of(
            assertThrows(UnknownHostException.class, () -> transport.bind(nowhere, link -> null)),
            assertThrows(
                UnknownHostException.class,
                () -> transport.connect(nowhere, Duration.ofSeconds(1), link -> null)))) {
      assertEquals("unknown host", refusal.getMessage());
    }
  }

  @Test
  void aClientThatNobodyWantsIsToldSo() throws Exception {
    try (Stage stage = Stage.tcp(1)) {
      assertThrows(
          IOException.class,
          () -> stage.transport.connect(stage.binding.address(), Stage.GUARD, link -> null));
      stage.next().awaitClosed();
    }
  }

  @Test
  void optionsAreCheckedAndLeaveTheOriginalAlone() {
    NioTransport transport = NioTransport.tcp();
    assertThrows(IllegalArgumentException.class, () -> transport.loops(0));
    assertThrows(IllegalArgumentException.class, () -> transport.backlog(0));
    assertThrows(
        IllegalArgumentException.class,
        () -> transport.connect(Stage.anywhere(), Duration.ZERO, link -> null));
    assertEquals("nio", transport.loops(3).backlog(7).allowAnyAddress().toString());
    assertEquals(transport.carrier(), transport.loops(3).carrier());
  }
}
