package dev.parlance.chat.testkit;

import java.util.ArrayDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of a memory transport: runs tasks one after the other, in the order of posting.
 * The thread starts with the first user or task and ends when neither is left.
 */
final class MemoryLoop {

  private static final Logger log = LoggerFactory.getLogger(MemoryTransport.class);

  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
  private int users;
  private boolean running;
  private @Nullable Thread thread;

  /** Keeps the thread alive until {@link #leave}. */
  synchronized void enter() {
    users++;
    start();
  }

  synchronized void leave() {
    users--;
    notifyAll();
  }

  synchronized void post(Runnable task) {
    tasks.add(task);
    start();
  }

  synchronized boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  /**
   * Has {@code task} run, and waits for it; on the loop itself it runs at once.
   *
   * @return whether it ran; if not in time, it never will
   */
  boolean call(long deadline, Runnable task) {
    if (isCurrent()) {
      task.run();
      return true;
    }
    AtomicBoolean claimed = new AtomicBoolean();
    CountDownLatch done = new CountDownLatch(1);
    post(
        () -> {
          if (claimed.compareAndSet(false, true)) {
            try {
              task.run();
            } finally {
              done.countDown();
            }
          }
        });
    return Uninterrupted.until(deadline, nanos -> done.await(nanos, TimeUnit.NANOSECONDS))
        || !claimed.compareAndSet(false, true);
  }

  /** Waits until the thread has ended, unless it is in use or the current one. */
  void awaitEnd(long deadline) {
    Thread last = last();
    if (last != null
        && last != Thread.currentThread()
        && Uninterrupted.until(deadline, nanos -> isLeaving(last, nanos))) {
      Uninterrupted.until(deadline, nanos -> join(last, nanos));
    }
  }

  private synchronized @Nullable Thread last() {
    return thread;
  }

  /** Waits until {@code last} ends or is used again; {@return whether it ends} */
  private synchronized boolean isLeaving(Thread last, long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    while (isRunning(last) && users == 0 && deadline - System.nanoTime() > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, deadline - System.nanoTime());
    }
    return !isRunning(last);
  }

  private boolean isRunning(Thread one) {
    return running && thread == one;
  }

  private static boolean join(Thread thread, long nanos) throws InterruptedException {
    TimeUnit.NANOSECONDS.timedJoin(thread, nanos);
    return !thread.isAlive();
  }

  private synchronized void start() {
    notifyAll();
    if (!running) {
      running = true;
      thread = new Thread(this::run, "parlance-memory");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void run() {
    for (Runnable task = next(); task != null; task = next()) {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        log(() -> log.error("A memory transport has a fault, and goes on", e));
      }
    }
  }

  /** Has something logged, by {@code how}; a log may throw, but must not end the loop. */
  static void log(Runnable how) {
    try {
      how.run();
    } catch (RuntimeException | Error e) {
      // Then it is said nowhere.
    }
  }

  private synchronized @Nullable Runnable next() {
    while (tasks.isEmpty() && users > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        // Somebody meant another thread: there is nothing here to interrupt.
      }
    }
    running = !tasks.isEmpty();
    notifyAll();
    return tasks.poll();
  }
}
