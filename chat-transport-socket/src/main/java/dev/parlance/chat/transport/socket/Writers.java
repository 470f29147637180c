package dev.parlance.chat.transport.socket;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The threads that write: a few for all links, so that a message to a thousand members does not
 * wake a thousand threads. Each takes the outlet that has waited longest, gives it a turn, and
 * takes the next.
 *
 * <p>A blocking write to a peer that does not read takes its thread out of service for as long as
 * that lasts. While outlets wait, a {@link Foreman} looks every millisecond who has been at the
 * same outlet since the look before, counts that one as stuck, and has another take its place.
 */
final class Writers {

  /** Outlets due for which another writer is worth waking. */
  private static final int SHARE = 32;

  /** How long a writer waits for work before it ends: past the pauses of a lively talk. */
  private static final long IDLE_NANOS = 5_000_000_000L;

  /** How many writers at most come at once in the place of stuck ones. */
  private static final int SURGE_MOST = 64;

  private final Crew crew;
  private final int most = Runtime.getRuntime().availableProcessors();
  private final ReentrantLock lock = new ReentrantLock();

  // All that follows is guarded by the lock.
  private final ArrayDeque<Outlet> due = new ArrayDeque<>();
  private final ArrayDeque<Writer> idle = new ArrayDeque<>();
  private final List<Writer> all = new ArrayList<>();
  private final Foreman foreman;
  private int stuck;
  private int surge;
  private boolean over;

  Writers(Crew crew) {
    this.crew = crew;
    this.foreman = new Foreman(this, crew);
  }

  /**
   * Has an outlet's turn come, soon and on another thread.
   *
   * @throws OutOfMemoryError when there is no thread to write, and none can be started
   */
  void add(Outlet outlet) {
    Writer helper;
    lock.lock();
    try {
      due.add(outlet);
      helper = helper();
    } finally {
      lock.unlock();
    }
    if (helper == null) {
      foreman.watch();
    } else {
      rouse(helper, outlet);
    }
  }

  /** Nobody will add anything any more. */
  void end() {
    List<Writer> resting;
    lock.lock();
    try {
      over = true;
      resting = List.copyOf(idle);
    } finally {
      lock.unlock();
    }
    resting.forEach(Writer::rouse);
    foreman.end();
  }

  /** {@return who shall come to help, counted as busy from now on; null if enough are at it} */
  private @Nullable Writer helper() {
    int wanted = Math.min(most, 1 + due.size() / SHARE);
    return atWork() < wanted ? another() : null;
  }

  /** Those who are stuck left out, and those included who were called and are about to come. */
  private int atWork() {
    return all.size() - idle.size() - stuck;
  }

  private Writer another() {
    Writer writer = idle.poll();
    if (writer == null) {
      writer = new Writer();
      all.add(writer);
    }
    writer.resting = false;
    return writer;
  }

  private void rouse(Writer writer, @Nullable Outlet reason) {
    try {
      writer.rouse();
    } catch (OutOfMemoryError e) {
      if (isLost(writer, reason)) {
        throw e;
      }
    }
  }

  /** {@return whether there is nobody to serve the outlet, which has been taken back} */
  private boolean isLost(Writer writer, @Nullable Outlet reason) {
    lock.lock();
    try {
      all.remove(writer);
      return all.isEmpty() && reason != null && due.remove(reason);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Looks who is stuck, and sends others in their place: more each time that the next ones got
   * stuck, too, since many peers may have stopped reading at once.
   *
   * @return whether anybody waits
   */
  boolean look() {
    List<Writer> helpers = new ArrayList<>();
    lock.lock();
    try {
      int before = stuck;
      all.forEach(this::look);
      surge = stuck == before ? 0 : Math.min(SURGE_MOST, Math.max(1, 2 * surge));
      while (atWork() < due.size()) {
        Writer helper = helpers.size() < surge ? another() : helper();
        if (helper == null) {
          break;
        }
        helpers.add(helper);
      }
      return !due.isEmpty();
    } finally {
      lock.unlock();
      helpers.forEach(helper -> rouse(helper, null));
    }
  }

  private void look(Writer writer) {
    if (writer.working && !writer.stuck && writer.turns == writer.turnsSeen) {
      writer.stuck = true;
      stuck++;
    }
    writer.turnsSeen = writer.turns;
  }

  /** One of the threads. What is not volatile others see under the lock only. */
  private final class Writer implements Runnable {

    private volatile @Nullable Thread thread;

    /** Whether it is giving an outlet its turn: on a busy machine it may lack the time for that. */
    private volatile boolean working;

    private boolean resting;
    private boolean retired;
    private boolean stuck;
    private int turns;
    private int turnsSeen = -1;

    /**
     * @throws OutOfMemoryError when it has no thread yet, and none can be started
     */
    void rouse() {
      Thread known = thread;
      if (known == null) {
        crew.startShared("parlance-socket-write", this);
      } else {
        LockSupport.unpark(known);
      }
    }

    @Override
    public void run() {
      thread = Thread.currentThread();
      for (Outlet outlet = next(); outlet != null; outlet = next()) {
        working = true;
        outlet.turn();
        working = false;
        crew.takeTurns();
      }
    }

    /** {@return the outlet that is due next, or null when this thread is not needed any more} */
    private @Nullable Outlet next() {
      Outlet outlet = take(false);
      long start = outlet == null ? System.nanoTime() : 0;
      while (outlet == null && !retired) {
        LockSupport.parkNanos(Writers.this, IDLE_NANOS);
        boolean ignored = Thread.interrupted(); // nobody means it, but it would not park again
        outlet = take(System.nanoTime() - start >= IDLE_NANOS);
      }
      return outlet;
    }

    /** Takes what is due; if nothing is, rests, or retires when there is no point in resting. */
    private @Nullable Outlet take(boolean rested) {
      Outlet outlet;
      Writer helper = null;
      lock.lock();
      try {
        goOn();
        outlet = due.poll();
        if (outlet != null) {
          helper = helper();
        } else if (over || rested) {
          all.remove(this);
          retired = true;
        } else {
          resting = true;
          idle.push(this);
        }
      } finally {
        lock.unlock();
      }
      if (helper != null) {
        Writers.this.rouse(helper, null);
      }
      return outlet;
    }

    private void goOn() {
      turns++;
      if (stuck) {
        stuck = false;
        Writers.this.stuck--;
      }
      if (resting) {
        resting = false;
        idle.remove(this);
      }
    }
  }
}
