package dev.parlance.chat.transport.socket;

import java.io.IOException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The threads of one transport. They last as long as a binding or a link is enlisted. */
final class Crew {

  private final @Nullable ThreadFactory virtual;
  private final ReentrantLock lock = new ReentrantLock();
  private int enlisted;
  private volatile @Nullable Writers writers;

  /** Those who serve more than one binding, or none, since somebody was enlisted. */
  private volatile Roster shared = new Roster();

  /**
   * @param virtual makes virtual threads, or null to do with platform threads
   */
  Crew(@Nullable ThreadFactory virtual) {
    this.virtual = virtual;
    Quietly.prepare();
  }

  /** Keeps the crew together until dismissed as often. */
  void enlist() {
    lock.lock();
    try {
      if (enlisted++ == 0) {
        shared = new Roster();
        writers = new Writers(this);
      }
    } finally {
      lock.unlock();
    }
  }

  void dismiss() {
    lock.lock();
    try {
      Writers last = writers;
      if (--enlisted == 0 && last != null) {
        last.end();
        writers = null;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the threads that nobody needs any more; returns at once if somebody needs them. */
  void awaitDismissed(long deadline) {
    Roster last;
    lock.lock();
    try {
      if (enlisted > 0) {
        return;
      }
      last = shared;
    } finally {
      lock.unlock();
    }
    last.join(deadline, null);
  }

  /**
   * Has an outlet's turn come, soon and on another thread. Only while somebody is enlisted.
   *
   * @throws OutOfMemoryError when no thread can be started
   */
  void execute(Outlet outlet) {
    Objects.requireNonNull(writers, "nobody is enlisted").add(outlet);
  }

  /**
   * Starts a thread of the cheapest kind there is.
   *
   * @throws OutOfMemoryError when no thread can be started
   */
  Thread start(String name, Runnable task) {
    Thread thread = virtual == null ? platform(name, task) : named(virtual.newThread(task), name);
    thread.start();
    return thread;
  }

  /** Starts a thread that serves no binding, so that whoever is last waits for it. */
  void startShared(String name, Runnable task) {
    shared.add(start(name, task));
  }

  /** Starts a thread like {@link #startShared}, which is not held up when virtual ones are. */
  void startOverseer(String name, Runnable task) {
    Thread thread = platform(name, task);
    thread.start();
    shared.add(thread);
  }

  /**
   * Lets other links have a turn. A virtual thread keeps its carrier until it has to wait, so that
   * a few links whose sockets never make them wait would hold up all others. Platform threads are
   * preempted by the operating system.
   */
  @SuppressWarnings("ThreadPriorityCheck")
  void takeTurns() {
    if (virtual != null) {
      Thread.yield();
    }
  }

  /**
   * {@return what kept a socket from coming about, told as one thing: what the network says, what
   * the address is, or that there is no thread for it}
   */
  static IOException failure(Throwable cause) {
    if (cause instanceof IOException known) {
      return known;
    }
    String why =
        cause instanceof UnsupportedAddressTypeException
            ? "an address of a kind that this machine does not have"
            : cause.getMessage();
    return new IOException(why != null ? why : cause.toString(), cause);
  }

  /** {@return a daemon, not started} */
  static Thread platform(String name, Runnable task) {
    Thread thread = named(new Thread(null, task, name, 0, false), name);
    thread.setDaemon(true);
    return thread;
  }

  private static Thread named(Thread thread, String name) {
    thread.setName(name);
    // Not the class loader of whoever happened to send the first message.
    thread.setContextClassLoader(Crew.class.getClassLoader());
    return thread;
  }
}
