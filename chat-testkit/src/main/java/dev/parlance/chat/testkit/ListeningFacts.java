package dev.parlance.chat.testkit;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What becomes of connections when a binding stops listening, or is closed. */
interface ListeningFacts extends Facts {

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
    assertTrue(pair.server().isClosed(), "close returned before the peer was told");
    successor.pair().pingPong();
  }

  @Test
  default void anAcceptorMayStopAccepting(Bench bench) throws Exception {
    Host[] host = new Host[1];
    host[0] =
        bench.host(
            () -> {
              host[0].binding().stopAccepting();
              return new RecordingPeer();
            });
    host[0].pair().pingPong();
    assertThrows(IOException.class, () -> bench.connect(host[0].address(), new RecordingPeer()));
  }

  @Test
  default void closeResetsTheOtherEnds(Bench bench) throws Exception {
    Host host = bench.host();
    Pair pair = host.pair();
    host.binding().close();
    assertNotNull(pair.client().awaitClosed());
    assertThrows(IOException.class, () -> bench.connect(host.address(), new RecordingPeer()));
  }

  @Test
  default void closeEndsStuckWrites(Bench bench) throws Exception {
    Host host = bench.host();
    Pair pair = host.pair();
    Stalled.begin(pair.server(), pair.client());
    host.binding().close();
    assertTrue(pair.server().isClosed(), "close returned before the peer was told");
    assertNull(pair.server().awaitClosed());
  }
}
