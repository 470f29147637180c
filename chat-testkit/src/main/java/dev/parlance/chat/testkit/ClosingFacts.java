package dev.parlance.chat.testkit;

import static org.junit.jupiter.api.Assertions.assertNull;

import dev.parlance.chat.spi.Peer.Progress;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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

  @Test
  default void closeLeavesWhatWasWrittenToBeRead(Bench bench) throws Exception {
    Pair pair = bench.pair();
    AtomicBoolean ready = new AtomicBoolean();
    FlowReader reader = new FlowReader();
    pair.client().readyWhen(ready::get).onReceived(reader).link().wake();
    FlowWriter writer = new FlowWriter(9, 1 << 20, Progress.DONE);
    AtomicInteger pulls = new AtomicInteger();
    pair.server()
        .onPull(
            channel -> {
              if (writer.written() == 0) {
                writer.pull(channel);
              } else {
                pulls.incrementAndGet();
              }
              return Progress.IDLE;
            })
        .link()
        .wake();
    pair.server().await("the writing", () -> writer.written() > 0);
    // A transport may write what a pull brought only after the pull, but before the next.
    pair.server().link().wake();
    pair.server().await("another pull", () -> pulls.get() > 0);

    pair.server().link().close();
    assertNull(pair.server().awaitClosed());
    ready.set(true);
    pair.client().link().wake();
    pair.client().awaitEnded();
    reader.assertRead(writer.written());
  }
}
