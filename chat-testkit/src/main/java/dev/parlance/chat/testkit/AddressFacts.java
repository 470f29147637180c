package dev.parlance.chat.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Binding;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Datagrams have no connections: a link is an address that somebody sent from, while it lasts. */
interface AddressFacts extends Facts {

  @Test
  default void anUnknownAddressIsOfferedAndItsDatagramFollows(Bench bench) throws Exception {
    Host host = bench.host();
    RecordingPeer client = bench.connect(host.binding(), new RecordingPeer().owes("hello"));
    RecordingPeer server = host.next();
    server.hears("hello");
    assertEquals(client.link().localAddress(), server.link().remoteAddress());
    assertEquals(host.address(), client.link().remoteAddress());
    assertEquals(host.address(), server.link().localAddress());
  }

  @Test
  default void whatIsPulledAtAcceptanceArrivesWithoutAWake(Bench bench) throws Exception {
    Host host = bench.host(() -> new RecordingPeer().owes("welcome"));
    bench.connect(host.binding(), new RecordingPeer().owes("hello")).hears("welcome");
  }

  @Test
  default void eachAddressHasItsOwnLink(Bench bench) throws Exception {
    Host host = bench.host();
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      pairs.add(host.pair());
    }
    for (Pair pair : pairs) {
      pair.client().says("I am " + pair.client().link().localAddress());
      pair.server().hears("I am " + pair.server().link().remoteAddress());
    }
  }

  @Test
  default void whomTheAcceptorDoesNotWantIsIgnored(Bench bench) throws Exception {
    isIgnored(bench, link -> null);
  }

  @Test
  default void whomTheAcceptorFailsToMeetIsIgnored(Bench bench) throws Exception {
    isIgnored(
        bench,
        link -> {
          throw new IllegalStateException("This acceptor fails on purpose");
        });
  }

  /** Has the first datagram offered to {@code first}; the next must be offered again. */
  private static void isIgnored(Bench bench, Acceptor first) throws Exception {
    CountDownLatch offered = new CountDownLatch(1);
    RecordingPeer second = bench.watch(new RecordingPeer());
    Binding binding =
        bench.bind(
            Bench.anywhere(),
            link -> {
              Acceptor acceptor = offered.getCount() > 0 ? first : second;
              offered.countDown();
              return acceptor.accepted(link);
            });
    RecordingPeer client = bench.connect(binding, new RecordingPeer().owes("first"));
    assertTrue(offered.await(CallLog.PATIENCE.toSeconds(), TimeUnit.SECONDS), "Never offered");
    client.says("second");
    second.hears("second");
    new Pair(client, second).pingPong();
  }

  @Test
  default void doneForgetsTheAddress(Bench bench) throws Exception {
    isForgotten(bench, server -> server.owes("bye").finishes());
  }

  @Test
  default void abortForgetsTheAddress(Bench bench) throws Exception {
    isForgotten(bench, server -> server.link().abort());
  }

  /** Has a server's peer end its link; the next datagram from there must be a new one's first. */
  private static void isForgotten(Bench bench, Consumer<RecordingPeer> ending) throws Exception {
    Host host = bench.host();
    Pair other = host.pair();
    Pair pair = host.pair();
    ending.accept(pair.server());
    assertNull(pair.server().awaitClosed());
    pair.client().says("again");
    RecordingPeer successor = host.next();
    successor.hears("again");
    assertEquals(pair.client().link().localAddress(), successor.link().remoteAddress());
    other.pingPong();
  }

  @Test
  default void aClientThatIsDoneIsClosed(Bench bench) throws Exception {
    Pair pair = bench.pair();
    pair.client().owes("bye").finishes();
    pair.server().hears("bye");
    assertNull(pair.client().awaitClosed());
  }
}
