package dev.parlance.chat.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.parlance.chat.spi.Peer.Progress;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** How links end in good order. */
interface EndingFacts extends Facts {

  @Test
  default void doneEndsTheOutputAndTheInputGoesOn(Bench bench) throws Exception {
    Pair pair = bench.pair();
    pair.client().owes("bye").finishes();
    pair.server().hears("bye");
    pair.server().awaitEnded();
    for (int i = 0; i < 20; i++) {
      pair.server().says("still here " + i);
      pair.client().hears("still here " + i);
    }
    assertFalse(pair.client().isClosed());
    assertFalse(pair.server().isClosed());
    pair.server().owes("bye").finishes();
    pair.client().hears("bye");
    assertNull(pair.client().awaitClosed());
    assertNull(pair.server().awaitClosed());
  }

  @Test
  default void theEndOfTheInputIsToldAfterAllBytes(Bench bench) throws Exception {
    long size = 1 << 20;
    Pair pair = bench.pair();
    FlowReader atServer = new FlowReader();
    FlowReader atClient = new FlowReader();
    pair.server().onReceived(atServer);
    pair.client().onReceived(atClient);
    pair.client().onPull(new FlowWriter(7, size, Progress.DONE)).link().wake();
    pair.server().awaitEnded();
    atServer.assertRead(size);
    pair.server().onPull(new FlowWriter(8, size, Progress.DONE)).link().wake();
    assertNull(pair.client().awaitClosed());
    assertNull(pair.server().awaitClosed());
    atClient.assertRead(size);
  }

  @Test
  default void whoTalksOnAfterTheOtherIsDoneStillReadsAllThatWasWritten(Bench bench)
      throws Exception {
    long answer = 1 << 20;
    long talk = 1 << 20;
    Pair pair = bench.pair();
    AtomicBoolean ready = new AtomicBoolean();
    FlowReader atServer = new FlowReader();
    FlowReader atClient = new FlowReader();
    pair.server().onReceived(atServer);
    pair.client().readyWhen(ready::get).onReceived(atClient).link().wake();
    pair.server().onPull(new FlowWriter(9, answer, Progress.DONE)).link().wake();
    pair.client().onPull(new FlowWriter(8, talk, Progress.DONE)).link().wake();
    pair.server().await("all that is said to it", () -> atServer.count() >= talk);
    ready.set(true);
    pair.client().link().wake();
    assertNull(pair.client().awaitClosed());
    assertNull(pair.server().awaitClosed());
    atServer.assertRead(talk);
    atClient.assertRead(answer);
  }

  @Test
  default void bothMayEndAtOnce(Bench bench) throws Exception {
    Host host = bench.host();
    for (int i = 0; i < 20; i++) {
      Pair pair = host.pair();
      pair.client().owes("bye").finishes();
      pair.server().owes("bye").finishes();
      assertNull(pair.client().awaitClosed());
      assertNull(pair.server().awaitClosed());
      pair.client().hears("bye");
      pair.server().hears("bye");
    }
  }

  @Test
  default void aLinkMayBeDoneAtOnce(Bench bench) throws Exception {
    Host host = bench.host(() -> new RecordingPeer().owes("full").onPull(channel -> Progress.DONE));
    RecordingPeer client =
        bench.connect(host.binding(), new RecordingPeer().onPull(channel -> Progress.DONE));
    RecordingPeer server = host.next();
    client.awaitEnded();
    server.awaitEnded();
    assertNull(client.awaitClosed());
    assertNull(server.awaitClosed());
  }

  @Test
  default void whoIsDoneIsNotAskedAgain(Bench bench) throws Exception {
    Host host = bench.host();
    Pair pair = host.pair();
    Pair other = host.pair();
    pair.server().finishes();
    pair.client().awaitEnded();
    int pulls = pair.server().pullCount();
    for (int i = 0; i < 20; i++) {
      pair.server().link().wake();
      host.binding().wake();
      pair.client().says("still here " + i);
      pair.server().hears("still here " + i);
      other.pingPong(1);
    }
    assertEquals(pulls, pair.server().pullCount());
  }

  @Test
  default void nothingIsCalledAfterTheEnd(Bench bench) throws Exception {
    Host host = bench.host();
    Pair pair = host.pair();
    pair.client().finishes();
    pair.server().finishes();
    pair.client().awaitClosed();
    pair.server().awaitClosed();
    int pulls = pair.server().pullCount();
    pair.server().owes("too late");
    for (int i = 0; i < 20; i++) {
      pair.client().link().wake();
      pair.server().link().wake();
      host.binding().wake();
      pair.client().link().abort();
      pair.server().link().abort();
      host.pair().pingPong(1);
    }
    assertEquals(pulls, pair.server().pullCount());
    // That nothing else was called either is what the bench looks at in the end.
  }
}
