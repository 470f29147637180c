package dev.parlance.chat.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.spi.Peer.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a binding begins and ends. */
interface BindingFacts extends Facts {

  @Test
  default void thePortIsKnownWhenBindReturns(Bench bench) throws Exception {
    Host host = bench.host();
    assertNotEquals(0, host.address().getPort());
    assertEquals(Bench.anywhere().getAddress(), host.address().getAddress());
    host.pair().pingPong();
  }

  @Test
  default void bindingATakenPortFailsAndSaysWhich(Bench bench) throws Exception {
    Host host = bench.host();
    IOException refusal = assertThrows(IOException.class, () -> bench.host(host.address()));
    String port = String.valueOf(host.address().getPort());
    assertTrue(
        String.valueOf(refusal.getMessage()).contains(port),
        "Not told of " + port + ": " + refusal);
    host.pair().pingPong();
  }

  @Test
  default void twoBindingsAreIndependent(Bench bench) throws Exception {
    Host one = bench.host();
    Host two = bench.host();
    assertNotEquals(one.address(), two.address());
    Pair atOne = one.pair();
    Pair atTwo = two.pair();
    one.binding().close();
    assertNull(atOne.server().awaitClosed());
    atTwo.pingPong();
    two.pair().pingPong();
  }

  @Test
  default void stopAcceptingLeavesLinksAlive(Bench bench) throws Exception {
    Host host = bench.host();
    Pair pair = host.pair();
    host.binding().stopAccepting();
    host.binding().stopAccepting();
    assertThrows(IOException.class, () -> bench.connect(host.address(), new RecordingPeer()));
    pair.pingPong();
    pair.server().owes("by the binding");
    host.binding().wake();
    pair.client().hears("by the binding");
  }

  @Test
  default void stopAcceptingFreesThePort(Bench bench) throws Exception {
    Host host = bench.host();
    Pair pair = host.pair();
    host.binding().stopAccepting();
    Host successor = bench.host(host.address());
    successor.pair().pingPong();
    pair.pingPong();
    host.binding().close();
    assertTrue(pair.server().isClosed());
    successor.pair().pingPong();
  }

  @Test
  default void closeReturnsWhenAllLinksAreGone(Bench bench) throws Exception {
    Host host = bench.host();
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      pairs.add(host.pair());
    }
    host.binding().close();
    for (Pair pair : pairs) {
      assertTrue(pair.server().isClosed());
      assertNull(pair.server().awaitClosed());
      assertNotNull(pair.client().awaitClosed());
    }
    assertThrows(IOException.class, () -> bench.connect(host.address(), new RecordingPeer()));
    host.binding().close();
    host.binding().stopAccepting();
    host.binding().wake();
  }

  @Test
  default void closeEndsStuckWrites(Bench bench) throws Exception {
    Host host = bench.host();
    Pair pair = host.pair();
    Stalled.begin(pair.server(), pair.client());
    host.binding().close();
    assertTrue(pair.server().isClosed());
    assertNull(pair.server().awaitClosed());
  }

  @Test
  default void severalMayCloseAtOnce(Bench bench) throws Exception {
    Host host = bench.host();
    Pair pair = host.pair();
    Together.run(
        4,
        thread -> {
          host.binding().close();
          assertTrue(pair.server().isClosed());
        });
  }

  @Test
  default void aPeerMayCloseItsBinding(Bench bench) throws Exception {
    Host host = bench.host();
    Pair bystander = host.pair();
    Pair pair = host.pair();
    pair.server().onReceived(input -> host.binding().close());
    pair.client().says("x");
    assertNull(pair.server().awaitClosed());
    assertNull(bystander.server().awaitClosed());
    assertNotNull(pair.client().awaitClosed());
    host.binding().close();
    bench.pair().pingPong();
  }

  @Test
  default void aPeerMayCloseItsBindingWhenItIsPulled(Bench bench) throws Exception {
    Host host = bench.host();
    Pair pair = host.pair();
    pair.server()
        .onPull(
            channel -> {
              host.binding().close();
              return Progress.IDLE;
            })
        .link()
        .wake();
    assertNull(pair.server().awaitClosed());
    assertNotNull(pair.client().awaitClosed());
  }
}
