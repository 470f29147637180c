package dev.parlance.chat.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Who does not read holds up whoever writes to it, and nobody else. */
interface StallingFacts extends Facts {

  @Test
  default void aPeerThatIsNotReadyIsNotReadAndGoesOnAfterAWake(Bench bench) throws Exception {
    AtomicBoolean ready = new AtomicBoolean();
    FlowReader reader = new FlowReader();
    FlowWriter writer = FlowWriter.endless(3);
    Host host = bench.host(() -> new RecordingPeer().readyWhen(ready::get).onReceived(reader));
    RecordingPeer client = bench.connect(host.binding(), new RecordingPeer().onPull(writer));
    RecordingPeer server = host.next();
    writer.awaitStall();
    assertEquals(0, server.receivedCount());
    assertTrue(writer.written() < FlowWriter.UNREASONABLE, "Somebody keeps all that nobody reads");

    writer.stopSoon();
    ready.set(true);
    server.link().wake();
    client.await("the end of the writing", writer::isFinished);
    server.await("all that was written", () -> reader.count() >= writer.written());
    reader.assertRead(writer.written());
  }

  @Test
  default void whoWasNotReadyIsNotReadBeforeAWake(Bench bench) throws Exception {
    AtomicBoolean ready = new AtomicBoolean();
    Host host = bench.host(() -> new RecordingPeer().readyWhen(ready::get));
    RecordingPeer client = bench.connect(host.binding(), new RecordingPeer().owes("first"));
    RecordingPeer server = host.next();
    server.await("the question whether it is ready", server::wasNotReady);
    ready.set(true);
    client.says("second");
    bench.pair().pingPong();
    assertEquals(0, server.receivedCount());
    host.binding().wake();
    server.hears("firstsecond");
  }

  @Test
  default void whoDoesNotReadHoldsUpNobodyElse(Bench bench) throws Exception {
    Host host = bench.host();
    Pair one = host.pair();
    Pair two = host.pair();
    Stalled toClient = Stalled.begin(one.server(), one.client());
    Stalled toServer = Stalled.begin(two.client(), two.server());
    host.pair().pingPong();
    bench.pair().pingPong();
    toClient.release();
    toServer.release();
  }

  @Test
  default void whoIsHeldUpStillReads(Bench bench) throws Exception {
    Pair pair = bench.pair();
    Stalled toClient = Stalled.begin(pair.server(), pair.client());
    for (int i = 0; i < 20; i++) {
      pair.client().says("still here " + i);
      pair.server().hears("still here " + i);
    }
    toClient.release();
  }

  @Test
  default void wakesOfWhoIsHeldUpDisturbNothing(Bench bench) throws Exception {
    Host host = bench.host();
    Pair pair = host.pair();
    Stalled toClient = Stalled.begin(pair.server(), pair.client());
    for (int i = 0; i < 20; i++) {
      pair.server().link().wake();
      host.binding().wake();
      pair.client().link().wake();
      bench.pair().pingPong(1);
    }
    toClient.release();
  }
}
