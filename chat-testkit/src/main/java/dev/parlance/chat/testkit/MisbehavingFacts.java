package dev.parlance.chat.testkit;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Binding;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A peer or acceptor that fails loses its own link and no other. */
interface MisbehavingFacts extends Facts {

  @Test
  default void whoFailsWhenItReceivesLosesItsLink(Bench bench) throws Exception {
    costsItsOwnLink(bench, peer -> peer.onReceived(input -> fail()));
  }

  @Test
  default void whoFailsBadlyWhenItReceivesLosesItsLink(Bench bench) throws Exception {
    costsItsOwnLink(
        bench,
        peer ->
            peer.onReceived(
                input -> {
                  throw new AssertionError("This peer fails on purpose");
                }));
  }

  @Test
  default void whoFailsWhenItIsAskedLosesItsLink(Bench bench) throws Exception {
    costsItsOwnLink(bench, peer -> peer.readyWhen(MisbehavingFacts::fail));
  }

  @Test
  default void whoFailsWhenItIsPulledLosesItsLink(Bench bench) throws Exception {
    costsItsOwnLink(
        bench,
        peer ->
            peer.onPull(
                channel -> {
                  throw new IllegalStateException("This peer fails on purpose");
                }));
  }

  @Test
  default void whoseChannelFailsLosesItsLink(Bench bench) throws Exception {
    costsItsOwnLink(
        bench,
        peer ->
            peer.onPull(
                channel -> {
                  throw new IOException("This channel fails on purpose");
                }));
  }

  @Test
  default void whoFailsAndCannotEvenSayHowLosesItsLink(Bench bench) throws Exception {
    costsItsOwnLink(
        bench,
        peer ->
            peer.onReceived(
                input -> {
                  throw new Unspeakable();
                }));
  }

  @Test
  default void whoFailsWhenPulledAndCannotEvenSayHowLosesItsLink(Bench bench) throws Exception {
    costsItsOwnLink(
        bench,
        peer ->
            peer.onPull(
                channel -> {
                  throw new Unspeakable();
                }));
  }

  /** Has a peer fail in some way: its link ends, and others live. */
  private static void costsItsOwnLink(Bench bench, Consumer<RecordingPeer> way) throws Exception {
    Host host = bench.host();
    Pair other = host.pair();
    Pair pair = host.pair();
    way.accept(pair.server());
    pair.client().says("x");
    pair.server().link().wake();
    assertNotNull(pair.server().awaitClosed(), "Whoever failed is told so");
    assertNotNull(pair.client().awaitClosed(), "The other end is told a cause");
    other.pingPong();
    host.pair().pingPong();
  }

  private static boolean fail() {
    throw new IllegalStateException("This peer fails on purpose");
  }

  @Test
  default void whomTheAcceptorDoesNotWantIsReset(Bench bench) throws Exception {
    isReset(bench, link -> null);
  }

  @Test
  default void whomTheAcceptorFailsToMeetIsReset(Bench bench) throws Exception {
    isReset(
        bench,
        link -> {
          throw new IllegalStateException("This acceptor fails on purpose");
        });
  }

  @Test
  default void whomTheAcceptorFailsToMeetAndCannotEvenSayHowIsReset(Bench bench) throws Exception {
    isReset(
        bench,
        link -> {
          throw new Unspeakable();
        });
  }

  /** Has the first who connects met by {@code first}, and all others properly. */
  private static void isReset(Bench bench, Acceptor first) throws Exception {
    AtomicInteger met = new AtomicInteger();
    RecordingPeer second = bench.watch(new RecordingPeer());
    Binding binding =
        bench.bind(
            Bench.anywhere(), link -> (met.getAndIncrement() == 0 ? first : second).accepted(link));
    RecordingPeer unlucky = new RecordingPeer();
    if (bench.tryToConnect(binding, unlucky)) {
      assertNotNull(unlucky.awaitClosed(), "The other end is told a cause");
    }
    RecordingPeer lucky = bench.connect(binding, new RecordingPeer());
    new Pair(lucky, second).pingPong();
  }

  @Test
  default void aClientThatIsNotMetResetsTheServer(Bench bench) throws Exception {
    Host host = bench.host();
    try {
      bench.transport().connect(host.address(), CallLog.PATIENCE, link -> null);
    } catch (IOException e) {
      // The transport may say so, or return a link that is gone.
    }
    assertNotNull(host.next().awaitClosed());
    host.pair().pingPong();
  }

  @Test
  default void aPeerThatInterruptsItsThreadHarmsNobodyElse(Bench bench) throws Exception {
    Host host = bench.host();
    Pair other = host.pair();
    Pair pair = host.pair();
    pair.server().onReceived(input -> Thread.currentThread().interrupt());
    pair.client().says("x");
    pair.server().await("input", () -> pair.server().receivedCount() > 1);
    other.pingPong();
    host.pair().pingPong();
  }
}
