package dev.parlance.chat.testkit;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.parlance.chat.spi.Peer.Progress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** How links end otherwise. */
interface AbortingFacts extends Facts {

  @Test
  default void abortResets(Bench bench) throws Exception {
    Pair pair = bench.pair();
    pair.client().link().abort();
    assertNull(pair.client().awaitClosed());
    assertNotNull(pair.server().awaitClosed(), "The other end is told a cause");
  }

  @Test
  default void abortAtTheServerResetsTheClient(Bench bench) throws Exception {
    Pair pair = bench.pair();
    pair.server().link().abort();
    assertNull(pair.server().awaitClosed());
    assertNotNull(pair.client().awaitClosed(), "The other end is told a cause");
  }

  @Test
  default void abortTwiceIsAbortOnce(Bench bench) throws Exception {
    Pair pair = bench.pair();
    Together.run(4, thread -> pair.server().link().abort());
    assertNull(pair.server().awaitClosed());
    pair.server().link().abort();
    assertNotNull(pair.client().awaitClosed());
    bench.pair().pingPong();
  }

  @Test
  default void abortEndsAStuckWrite(Bench bench) throws Exception {
    Pair pair = bench.pair();
    Stalled.begin(pair.server(), pair.client());
    pair.server().link().abort();
    assertNull(pair.server().awaitClosed());
    pair.client().readyWhen(() -> true).link().wake();
    assertNotNull(pair.client().awaitClosed());
  }

  @Test
  default void abortEndsALinkThatIsNotRead(Bench bench) throws Exception {
    Pair pair = bench.pair();
    Stalled.begin(pair.client(), pair.server());
    pair.server().link().abort();
    assertNull(pair.server().awaitClosed());
    assertNotNull(pair.client().awaitClosed());
  }

  @Test
  default void abortEndsALinkWhoseOutputIsDone(Bench bench) throws Exception {
    Pair pair = bench.pair();
    pair.server().finishes();
    pair.client().awaitEnded();
    pair.server().link().abort();
    assertNull(pair.server().awaitClosed());
  }

  @Test
  default void aPeerMayAbortWhenItReceives(Bench bench) throws Exception {
    Pair pair = bench.pair();
    pair.server().onReceived(input -> pair.server().link().abort());
    pair.client().says("x");
    assertNull(pair.server().awaitClosed());
    assertNotNull(pair.client().awaitClosed());
  }

  @Test
  default void aPeerMayAbortWhenItIsPulled(Bench bench) throws Exception {
    Pair pair = bench.pair();
    pair.server()
        .onPull(
            channel -> {
              channel.write(ByteBuffer.wrap(new byte[10]));
              pair.server().link().abort();
              return Progress.MORE;
            })
        .link()
        .wake();
    assertNull(pair.server().awaitClosed());
    assertNotNull(pair.client().awaitClosed());
  }

  @Test
  default void aPeerMayAbortWhenItIsAskedWhetherItIsReady(Bench bench) throws Exception {
    Pair pair = bench.pair();
    AtomicBoolean answer = new AtomicBoolean();
    pair.server()
        .readyWhen(
            () -> {
              pair.server().link().abort();
              return answer.get();
            });
    pair.client().says("x");
    assertNull(pair.server().awaitClosed());
    assertNotNull(pair.client().awaitClosed());
  }

  @Test
  default void anAcceptorMayAbort(Bench bench) throws Exception {
    RecordingPeer server = bench.watch(new RecordingPeer());
    RecordingPeer client = new RecordingPeer();
    var binding =
        bench.bind(
            Bench.anywhere(),
            link -> {
              link.abort();
              return server.accepted(link);
            });
    bench.tryToConnect(binding, client);
    assertNull(server.awaitClosed());
  }

  @Test
  default void linksMayEndInTheMidstOfTraffic(Bench bench) throws Exception {
    Host host = bench.host();
    Pair other = host.pair();
    for (int i = 0; i < 20; i++) {
      Pair pair = host.pair();
      pair.server().onReceived(new FlowReader()).onPull(FlowWriter.endless(i)).link().wake();
      pair.client().onReceived(new FlowReader()).onPull(FlowWriter.endless(i)).link().wake();
      other.pingPong(1);
      pair.client().link().abort();
      assertNull(pair.client().awaitClosed());
      assertNotNull(pair.server().awaitClosed());
    }
    other.pingPong();
  }
}
