package dev.parlance.chat.tls;

import dev.parlance.chat.spi.Binding;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The threads for what takes time in handshakes, and for what is due later. They are there while
 * anybody uses them: a binding until nobody new can come, a link until it is gone.
 *
 * <p>No link has more than one task here at a time, so no more wait than there are links.
 */
final class Workers {

  /** How long a thread waits for work before it ends: handshakes come in bursts. */
  private static final long IDLE_SECONDS = 5;

  private final ReentrantLock lock = new ReentrantLock();
  private int users;
  private @Nullable ScheduledThreadPoolExecutor pool;
  private Queue<Thread> threads = new ConcurrentLinkedQueue<>();

  /** The thread that runs a task of ours, by which it is told that it must not wait for itself. */
  private static final class Worker extends Thread {
    private final Workers workers;

    Worker(Workers workers, Runnable work, String name) {
      super(null, work, name, 0, false);
      this.workers = workers;
      setDaemon(true);
      setContextClassLoader(Workers.class.getClassLoader());
    }
  }

  void enter() {
    lock.lock();
    try {
      if (users++ == 0) {
        pool = start();
      }
    } finally {
      lock.unlock();
    }
  }

  void leave() {
    lock.lock();
    try {
      if (--users == 0 && pool != null) {
        pool.shutdown();
      }
    } finally {
      lock.unlock();
    }
  }

  private ScheduledThreadPoolExecutor start() {
    AtomicInteger number = new AtomicInteger();
    Queue<Thread> own = new ConcurrentLinkedQueue<>();
    threads = own;
    ScheduledThreadPoolExecutor started =
        new ScheduledThreadPoolExecutor(
            Runtime.getRuntime().availableProcessors(),
            work -> thread(work, number.incrementAndGet(), own));
    started.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    started.allowCoreThreadTimeOut(true);
    started.setRemoveOnCancelPolicy(true); // it would keep the link and all that belongs to it
    // Nobody is left by then for whom anything would have to be done.
    started.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return started;
  }

  private Thread thread(Runnable work, int number, Queue<Thread> threads) {
    threads.removeIf(thread -> thread.getState() == Thread.State.TERMINATED);
    Thread thread = new Worker(this, work, "parlance-tls-" + number);
    threads.add(thread);
    return thread;
  }

  /**
   * Has a task run soon.
   *
   * @throws java.util.concurrent.RejectedExecutionException if there are no users
   * @throws OutOfMemoryError if there is no thread for it, and none can be started
   */
  void run(Runnable task) {
    current().execute(task);
  }

  /** Has a task run in a while, unless it is cancelled; throws what {@link #run} throws. */
  Future<?> runIn(long millis, Runnable task) {
    return current().schedule(task, millis, TimeUnit.MILLISECONDS);
  }

  private ScheduledThreadPoolExecutor current() {
    lock.lock();
    try {
      if (pool == null) {
        throw new IllegalStateException("Nobody has entered");
      }
      return pool;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the threads have ended, if nobody uses them; but no thread waits for itself. */
  void awaitEnd() {
    if (isOwn(Thread.currentThread())) {
      return;
    }
    boolean interrupted = false;
    long deadline = System.nanoTime() + Binding.closeTimeout().toNanos();
    for (Thread thread : ending()) {
      interrupted |= join(thread, deadline);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Queue<Thread> ending() {
    lock.lock();
    try {
      return users == 0 ? threads : new ConcurrentLinkedQueue<>();
    } finally {
      lock.unlock();
    }
  }

  private boolean isOwn(Thread thread) {
    return thread instanceof Worker worker && worker.workers == this;
  }

  /** That a pool is terminated does not mean that its threads have ended. */
  private static boolean join(Thread thread, long deadline) {
    boolean interrupted = false;
    for (long left = deadline - System.nanoTime(); left > 0 && thread.isAlive(); ) {
      try {
        TimeUnit.NANOSECONDS.timedJoin(thread, left);
      } catch (InterruptedException e) {
        interrupted = true;
      }
      left = deadline - System.nanoTime();
    }
    return interrupted;
  }
}
