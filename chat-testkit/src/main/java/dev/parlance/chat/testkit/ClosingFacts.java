package dev.parlance.chat.testkit;

import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

/** How one side alone ends a link without spoiling what the other has yet to read. */
interface ClosingFacts extends Facts {

  @Test
  default void closeEndsALink(Bench bench) throws Exception {
    Pair pair = bench.pair();
    Together.run(4, thread -> pair.server().link().close());
    assertNull(pair.server().awaitClosed());
    pair.server().link().close();
    pair.server().link().abort();
    pair.client()
        .await("news of the end", () -> pair.client().hasEnded() || pair.client().isClosed());
    bench.pair().pingPong();
  }

  @Test
  default void aPeerMayCloseItsLinkWhenItReceives(Bench bench) throws Exception {
    Pair pair = bench.pair();
    pair.server().onReceived(input -> pair.server().link().close());
    pair.client().says("x");
    assertNull(pair.server().awaitClosed());
    pair.client()
        .await("news of the end", () -> pair.client().hasEnded() || pair.client().isClosed());
  }
}
