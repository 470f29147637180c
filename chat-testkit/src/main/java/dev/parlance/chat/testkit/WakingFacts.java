package dev.parlance.chat.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Peer.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What is owed is written when the link, or its binding, is woken. */
interface WakingFacts extends Facts {

  @Test
  default void aWakeMakesAQuietLinkWrite(Bench bench) throws Exception {
    Pair pair = bench.pair();
    pair.pingPong();
  }

  @Test
  default void aWakeOfTheBindingReachesEveryLink(Bench bench) throws Exception {
    Host host = bench.host();
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      pairs.add(host.pair());
    }
    for (int round = 0; round < 3; round++) {
      pairs.forEach(pair -> pair.server().owes("news"));
      host.binding().wake();
      pairs.forEach(pair -> pair.client().hears("news"));
    }
  }

  @Test
  default void noWakeIsLost(Bench bench) throws Exception {
    Host host = bench.host();
    Pair pair = host.pair();
    Numbers numbers = new Numbers();
    pair.server().onPull(numbers);
    pair.client().onReceived(input -> {});
    Together.run(
        4,
        thread -> {
          for (int i = 0; i < 250_000; i++) {
            numbers.next();
            if (thread == 0) {
              host.binding().wake();
            } else {
              pair.server().link().wake();
            }
          }
        });
    pair.server().await("the last number's turn", () -> numbers.written() == 1_000_000);
  }

  /** Each comes when the transport has just found that nothing is left to do. */
  @Test
  default void noSingleWakeIsLost(Bench bench) throws Exception {
    Host host = bench.host();
    Pair pair = host.pair();
    Numbers numbers = new Numbers();
    pair.server().onPull(numbers);
    pair.client().onReceived(input -> {});
    for (int i = 1; i <= 20_000; i++) {
      int number = i;
      numbers.next();
      if (i % 2 == 0) {
        host.binding().wake();
      } else {
        pair.server().link().wake();
      }
      for (int look = 0; look < 10_000 && numbers.written() < number; look++) {
        Thread.onSpinWait();
      }
      pair.server().await("the turn of number " + i, () -> numbers.written() == number);
    }
  }

  @Test
  default void wakesCoalesce(Bench bench) throws Exception {
    Pair pair = bench.pair();
    Link link = pair.server().link();
    AtomicBoolean first = new AtomicBoolean(true);
    int before = pair.server().pullCount();
    pair.server()
        .onPull(
            channel -> {
              if (first.getAndSet(false)) {
                for (int i = 0; i < 1000; i++) {
                  link.wake();
                }
              }
              return Progress.IDLE;
            });
    link.wake();
    pair.server().await("a pull after the wakes", () -> pair.server().pullCount() >= before + 2);
    for (int i = 0; i < 20; i++) {
      pair.client().says("x");
      pair.server().hears("x");
    }
    int pulls = pair.server().pullCount() - before;
    assertTrue(pulls < 100, pulls + " pulls for what came to one wake");
  }
}
