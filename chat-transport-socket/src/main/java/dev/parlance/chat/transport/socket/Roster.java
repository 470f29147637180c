package dev.parlance.chat.transport.socket;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Threads that were started, to be waited for. A thread cannot take itself off the list, since it
 * is alive while it does; those that ended are struck off when the list has doubled.
 */
final class Roster {

  private static final int LEAST = 64;

  private final ReentrantLock lock = new ReentrantLock();
  private final List<Thread> threads = new ArrayList<>();
  private int limit = LEAST;

  /**
   * @param thread started
   */
  void add(Thread thread) {
    lock.lock();
    try {
      if (threads.size() >= limit) {
        threads.removeIf(known -> !known.isAlive());
        limit = Math.max(LEAST, 2 * threads.size());
      }
      threads.add(thread);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for the threads to end, except for the calling one.
   *
   * @param deadline as by {@link System#nanoTime}
   * @param except another that is not to be waited for, or null
   */
  void join(long deadline, @Nullable Thread except) {
    List<Thread> all;
    lock.lock();
    try {
      all = List.copyOf(threads);
    } finally {
      lock.unlock();
    }
    for (Thread thread : all) {
      if (thread != except) {
        join(thread, deadline);
      }
    }
  }

  /**
   * Waits for {@code thread} to end, unless it is the calling one.
   *
   * @param deadline as by {@link System#nanoTime}
   */
  static void join(Thread thread, long deadline) {
    boolean interrupted = false;
    long left = deadline - System.nanoTime();
    while (left > 0 && thread.isAlive() && thread != Thread.currentThread()) {
      try {
        TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(left, 1_000_000));
      } catch (InterruptedException e) {
        interrupted = true;
      }
      left = deadline - System.nanoTime();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
