package dev.parlance.chat.engine;

import dev.parlance.chat.engine.Hold.Verdict;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Holds wake-ups as {@link Hold} says, with a thread that lets them go in time. */
final class Pacer {

  private final Runnable wakeAll;
  private final Hold hold;
  private final Thread thread;
  private volatile boolean sleeping;
  private volatile boolean ended;

  Pacer(Duration delay, Runnable wakeAll, String name) {
    this.wakeAll = wakeAll;
    this.hold = new Hold(delay.toNanos(), System.nanoTime());
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Something was published for so many members. */
  void published(int receivers) {
    Verdict verdict;
    synchronized (hold) {
      verdict = hold.published(System.nanoTime(), receivers);
    }
    if (verdict == Verdict.SEND) {
      wakeAll.run();
    } else if (verdict == Verdict.HOLD_FIRST && sleeping) {
      LockSupport.unpark(thread);
    }
  }

  void end() {
    ended = true;
    LockSupport.unpark(thread);
    if (Thread.currentThread() != thread) {
      Waiting.join(thread, Duration.ofSeconds(1));
    }
  }

  private void run() {
    while (!ended) {
      long left = left();
      if (left <= 0) {
        wakeAll.run();
      } else if (left < Long.MAX_VALUE) {
        LockSupport.parkNanos(this, left);
      } else {
        rest();
      }
      boolean unused = Thread.interrupted(); // nobody means anything by it, and park would spin
    }
  }

  /** How long what is held has left; nothing is held any more if that is no time at all. */
  private long left() {
    synchronized (hold) {
      if (hold.due() == Hold.NOT_DUE) {
        return Long.MAX_VALUE;
      }
      long left = hold.due() - System.nanoTime();
      if (left <= 0) {
        hold.letGo();
      }
      return left;
    }
  }

  /** Sleeps until something is held. */
  private void rest() {
    sleeping = true;
    if (left() == Long.MAX_VALUE && !ended) {
      LockSupport.park(this);
    }
    sleeping = false;
  }
}
