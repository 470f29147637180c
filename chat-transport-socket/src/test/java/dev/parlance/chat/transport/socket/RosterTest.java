package dev.parlance.chat.transport.socket;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class RosterTest {

  private final Roster roster = new Roster();
  private final CountDownLatch release = new CountDownLatch(1);

  @Test
  void waitsForAllButTheCallerAndTheException() throws InterruptedException {
    Thread stuck = started(this::awaitRelease);
    roster.add(Thread.currentThread());
    roster.add(stuck);
    Thread quick = started(() -> {});
    roster.add(quick);
    roster.join(Long.MAX_VALUE, stuck);
    assertFalse(quick.isAlive());
    assertTrue(stuck.isAlive());
    release.countDown();
    roster.join(Long.MAX_VALUE, null);
    assertFalse(stuck.isAlive());
  }

  @Test
  void remembersTheLivingAmongThousandsThatEnded() throws InterruptedException {
    Thread living = started(this::awaitRelease);
    roster.add(living);
    for (int i = 0; i < 2000; i++) {
      Thread ended = started(() -> {});
      ended.join();
      roster.add(ended);
    }
    release.countDown();
    roster.join(Long.MAX_VALUE, null);
    assertFalse(living.isAlive());
  }

  @Test
  void givesUpAtTheDeadline() {
    Thread stuck = started(this::awaitRelease);
    roster.add(stuck);
    roster.join(System.nanoTime(), null);
    assertTrue(stuck.isAlive());
    release.countDown();
  }

  @Test
  void anInterruptedCallerWaitsAllTheSameAndStaysInterrupted() {
    Thread quick = started(this::awaitRelease);
    roster.add(quick);
    Thread.currentThread().interrupt();
    release.countDown();
    roster.join(Long.MAX_VALUE, null);
    assertFalse(quick.isAlive());
    assertTrue(Thread.interrupted());
  }

  private void awaitRelease() {
    try {
      release.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Thread started(Runnable task) {
    Thread thread = new Thread(task);
    thread.start();
    return thread;
  }
}
