package dev.parlance.chat.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What threads there are, and until when. */
interface ThreadFacts extends Facts {

  @Test
  default void peersAreCalledByTheTransportsThreads(Bench bench) throws Exception {
    Pair pair = bench.pair();
    pair.pingPong();
    pair.abort();
    bench.assertOwn(pair.client().threads());
    bench.assertOwn(pair.server().threads());
  }

  @Test
  default void threadsAreDaemons(Bench bench) throws Exception {
    bench.pair().pingPong();
    assertTrue(bench.threads().stream().allMatch(Thread::isDaemon), "Some are not");
  }

  @Test
  default void threadsEndWithTheLastLink(Bench bench) throws Exception {
    Host host = bench.host();
    Pair pair = host.pair();
    host.binding().stopAccepting();
    pair.pingPong();
    pair.abort();
    bench.awaitNoThreads();
  }

  @Test
  default void threadsEndWithTheLastBinding(Bench bench) throws Exception {
    Host one = bench.host();
    Host two = bench.host();
    Pair pair = one.pair();
    one.binding().close();
    pair.abort();
    two.binding().close();
    bench.awaitNoThreads();
  }

  @Test
  default void closeReturnsWhenTheThreadsHaveEnded(Bench bench) throws Exception {
    Host host = bench.host();
    Pair pair = host.pair();
    pair.abort();
    host.binding().close();
    assertEquals(Set.of(), bench.threads());
  }

  @Test
  default void aTransportMayBeUsedAgainAfterItsThreadsEnded(Bench bench) throws Exception {
    for (int i = 0; i < 10; i++) {
      Host host = bench.host();
      Pair pair = host.pair();
      host.binding().close();
      pair.abort();
    }
    bench.awaitNoThreads();
    bench.pair().pingPong();
    assertFalse(bench.pair().client().isClosed());
  }

  @Test
  default void aFailedBindLeavesNoThread(Bench bench) throws Exception {
    Host host = bench.host();
    assertThrows(IOException.class, () -> bench.host(host.address()));
    host.binding().close();
    bench.awaitNoThreads();
  }
}
