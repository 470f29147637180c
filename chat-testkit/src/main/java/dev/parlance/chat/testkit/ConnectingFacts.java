package dev.parlance.chat.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How links come about. */
interface ConnectingFacts extends Facts {

  @Test
  default void connectFailsWhereNobodyListens(Bench bench) throws Exception {
    RecordingPeer peer = bench.watch(new RecordingPeer());
    assertThrows(
        IOException.class, () -> bench.transport().connect(Bench.nobody(), CallLog.PATIENCE, peer));
    assertTrue(peer.met().isEmpty(), "The acceptor met a link that never was");
    bench.awaitNoThreads();
  }

  @Test
  default void acceptorsMeetTheLinkBeforeConnectReturns(Bench bench) throws Exception {
    Host host = bench.host();
    RecordingPeer client = bench.watch(new RecordingPeer());
    assertEquals(
        bench.transport().connect(host.address(), CallLog.PATIENCE, client),
        client.met().orElseThrow());
  }

  @Test
  default void bothEndsAgreeOnTheAddresses(Bench bench) throws Exception {
    Host host = bench.host();
    Pair pair = host.pair();
    InetSocketAddress client = pair.client().link().localAddress();
    InetSocketAddress server = pair.client().link().remoteAddress();
    assertEquals(host.address(), server);
    assertEquals(client, pair.server().link().remoteAddress());
    assertEquals(server, pair.server().link().localAddress());
    pair.client().link().abort();
    pair.server().awaitClosed();
    assertEquals(client, pair.server().link().remoteAddress());
    assertEquals(server, pair.server().link().localAddress());
  }

  @Test
  default void whatIsPulledAtAcceptanceArrivesWithoutAWake(Bench bench) throws Exception {
    Host host = bench.host(() -> new RecordingPeer().owes("welcome"));
    RecordingPeer client = bench.connect(host.binding(), new RecordingPeer().owes("hello"));
    client.hears("welcome");
    host.next().hears("hello");
  }

  @Test
  default void oneTransportCarriesManyClients(Bench bench) throws Exception {
    Host host = bench.host();
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      pairs.add(host.pair());
    }
    for (Pair pair : pairs) {
      pair.client().says("I am " + pair.client().link().localAddress());
    }
    for (Pair pair : pairs) {
      pair.server().hears("I am " + pair.server().link().remoteAddress());
    }
  }
}
