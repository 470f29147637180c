package dev.parlance.chat.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.spi.Binding;
import dev.parlance.chat.spi.Peer.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** How a binding begins and ends, whatever it carries. */
interface BindingFacts extends Facts {

  @Test
  default void thePortIsKnownWhenBindReturns(Bench bench) throws Exception {
    Host host = bench.host();
    assertNotEquals(0, host.address().getPort());
    assertEquals(Bench.anywhere().getAddress(), host.address().getAddress());
    host.pair().pingPong();
  }

  @Test
  default void bindingATakenPortFailsAndSaysWhy(Bench bench) throws Exception {
    Host host = bench.host();
    IOException refusal = assertThrows(IOException.class, () -> bench.host(host.address()));
    String port = String.valueOf(host.address().getPort());
    String why = String.valueOf(refusal.getMessage());
    assertTrue(why.length() > 5 && !why.contains(port), "Why, and not where: " + refusal);
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
  default void stopAcceptingWaitsNoLongerThanItSaysForAnAcceptorThatHangs(Bench bench)
      throws Exception {
    CountDownLatch offered = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    AtomicBoolean waited = new AtomicBoolean();
    Binding binding =
        bench.bind(
            Bench.anywhere(),
            link -> {
              offered.countDown();
              waited.set(!isCountedDown(stopped));
              return null;
            });
    Thread guest =
        new Thread(() -> bench.tryToConnect(binding, new RecordingPeer().owes("hello")), "guest");
    guest.start();
    assertTrue(isCountedDown(offered), "Nobody was offered");
    binding.stopAccepting();
    stopped.countDown();
    guest.join();
    binding.close();
    assertFalse(waited.get(), "It waited until the acceptor gave up");
  }

  private static boolean isCountedDown(CountDownLatch latch) {
    try {
      return latch.await(CallLog.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException early) {
      return false;
    }
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
      assertTrue(pair.server().isClosed(), "close returned before the peers were told");
      assertNull(pair.server().awaitClosed());
    }
  }

  @Test
  default void closeFreesThePort(Bench bench) throws Exception {
    Host host = bench.host();
    host.pair();
    host.binding().close();
    bench.host(host.address()).pair().pingPong();
  }

  @Test
  default void closeTwiceIsCloseOnce(Bench bench) throws Exception {
    Host host = bench.host();
    host.pair();
    host.binding().close();
    host.binding().close();
    host.binding().stopAccepting();
    host.binding().wake();
    bench.pair().pingPong();
  }

  @Test
  default void severalMayCloseAtOnce(Bench bench) throws Exception {
    Host host = bench.host();
    Pair pair = host.pair();
    Together.run(
        4,
        thread -> {
          host.binding().close();
          assertTrue(pair.server().isClosed(), "close returned before the peer was told");
        });
  }

  @Test
  default void aPeerMayCloseItsBindingWhenItReceives(Bench bench) throws Exception {
    Host host = bench.host();
    Pair bystander = host.pair();
    Pair pair = host.pair();
    pair.server().onReceived(input -> host.binding().close());
    pair.client().says("x");
    assertNull(pair.server().awaitClosed());
    assertNull(bystander.server().awaitClosed());
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
    host.binding().close();
    bench.pair().pingPong();
  }
}
