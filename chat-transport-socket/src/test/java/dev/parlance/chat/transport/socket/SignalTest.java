package dev.parlance.chat.transport.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class SignalTest {

  private final Signal signal = new Signal();

  @Test
  void raisedBeforeTheWaitIsNotLost() {
    signal.raise();
    signal.await();
  }

  @Test
  void raisedManyTimesCountsOnce() throws InterruptedException {
    AtomicInteger returns = new AtomicInteger();
    for (int i = 0; i < 1000; i++) {
      signal.raise();
    }
    Thread waiter = waiter(returns);
    Patience.await("a first return", () -> returns.get() == 1);
    Patience.awaitWaiting(waiter);
    assertEquals(1, returns.get());
    signal.raise();
    waiter.join();
  }

  @Test
  void anInterruptNeitherEndsTheWaitNorKeepsItFromParking() throws InterruptedException {
    AtomicInteger returns = new AtomicInteger(1);
    Thread waiter = waiter(returns);
    Patience.awaitWaiting(waiter);
    waiter.interrupt();
    Patience.await("the interrupt to be dropped", () -> !waiter.isInterrupted());
    Patience.awaitWaiting(waiter);
    signal.raise();
    waiter.join();
    assertEquals(2, returns.get());
  }

  @Test
  void aBackoffEndsAtOnceWhenTheSignalIsUp() {
    Backoff backoff = new Backoff();
    signal.raise();
    backoff.await(signal);
    backoff.await(signal);
    assertFalse(Thread.currentThread().isInterrupted());
  }

  @Test
  void noRaiseIsLostInARace() throws InterruptedException {
    AtomicInteger turn = new AtomicInteger();
    Signal back = new Signal();
    Thread other =
        new Thread(
            () -> {
              for (int i = 0; i < 100_000; i++) {
                signal.await();
                turn.incrementAndGet();
                back.raise();
              }
            });
    other.start();
    for (int i = 1; i <= 100_000; i++) {
      signal.raise();
      back.await();
      assertEquals(i, turn.get());
    }
    other.join();
  }

  /** {@return a thread that waits until two waits have returned} */
  private Thread waiter(AtomicInteger returns) {
    Thread thread =
        new Thread(
            () -> {
              while (returns.get() < 2) {
                signal.await();
                returns.incrementAndGet();
              }
            });
    thread.start();
    return thread;
  }
}
