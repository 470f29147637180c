package dev.parlance.chat.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** All links of a binding share one port, and none of them harms another. */
interface SharedPortFacts extends Facts {

  @Test
  default void whoFailsWhenItReceivesLosesItsLink(Bench bench) throws Exception {
    costsItsOwnLink(
        bench,
        pair -> {
          pair.server()
              .onReceived(
                  input -> {
                    throw new IllegalStateException("This peer fails on purpose");
                  });
          pair.client().says("x");
        });
  }

  @Test
  default void whoFailsWhenItIsPulledLosesItsLink(Bench bench) throws Exception {
    costsItsOwnLink(
        bench,
        pair ->
            pair.server()
                .onPull(
                    channel -> {
                      throw new AssertionError("This peer fails on purpose");
                    })
                .link()
                .wake());
  }

  @Test
  default void whoseChannelFailsLosesItsLink(Bench bench) throws Exception {
    costsItsOwnLink(
        bench,
        pair ->
            pair.server()
                .onPull(
                    channel -> {
                      throw new IOException("This channel fails on purpose");
                    })
                .link()
                .wake());
  }

  /** Has a peer fail in some way: its link ends, and others live. */
  private static void costsItsOwnLink(Bench bench, Consumer<Pair> failing) throws Exception {
    Host host = bench.host();
    Pair other = host.pair();
    Pair pair = host.pair();
    failing.accept(pair);
    assertNotNull(pair.server().awaitClosed(), "Whoever failed is told so");
    other.pingPong();
    host.pair().pingPong();
  }

  @Test
  default void whoHasGoneHarmsNobody(Bench bench) throws Exception {
    Host host = bench.host();
    Pair other = host.pair();
    Pair pair = host.pair();
    pair.client().link().abort();
    assertNull(pair.client().awaitClosed());
    for (int i = 0; i < 20; i++) {
      pair.server().owes("anybody there?").link().wake();
      other.pingPong(1);
    }
    host.pair().pingPong();
  }

  @Test
  default void whoWasNeverThereHarmsNobody(Bench bench) throws Exception {
    RecordingPeer lonely = bench.connect(Bench.nobody(), new RecordingPeer());
    Pair other = bench.pair();
    for (int i = 0; i < 20; i++) {
      lonely.owes("anybody there?").link().wake();
      other.pingPong(1);
    }
  }

  @Test
  default void whoIsNotReadyHoldsUpNobodyAndHearsAgainAfterAWake(Bench bench) throws Exception {
    Host host = bench.host();
    Pair other = host.pair();
    Pair pair = host.pair();
    AtomicBoolean ready = new AtomicBoolean();
    pair.server().readyWhen(ready::get).link().wake();
    other.pingPong();
    for (int i = 0; i < 20; i++) {
      pair.client().says("not now");
      other.pingPong(1);
    }
    // One may have been on its way when the peer was last ready.
    int before = pair.server().receivedCount();
    pair.client().says("not now");
    other.pingPong();
    assertEquals(before, pair.server().receivedCount());

    ready.set(true);
    pair.server().link().wake();
    // What comes before the transport has asked again may be lost, as all that came before.
    for (int i = 0; i < 1000 && pair.server().receivedCount() == before; i++) {
      pair.client().says("now");
      other.pingPong(1);
    }
    assertNotEquals(before, pair.server().receivedCount());
  }

  @Test
  default void stopAcceptingIgnoresTheUnknownAndKeepsTheKnown(Bench bench) throws Exception {
    Host host = bench.host();
    Pair pair = host.pair();
    host.binding().stopAccepting();
    host.binding().stopAccepting();
    bench.connect(host.binding(), new RecordingPeer().owes("too late"));
    pair.pingPong();
    assertTrue(host.nobodyNew(), "Somebody was accepted");
  }
}
