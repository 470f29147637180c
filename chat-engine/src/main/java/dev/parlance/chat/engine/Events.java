package dev.parlance.chat.engine;

import dev.parlance.chat.Listener;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls one {@link Listener}, one call at a time and in order, on a daemon thread of its own that
 * is started with the first call. Whoever has something to tell never waits for the listener.
 */
final class Events {

  /** A call to be made, and how many characters of text it holds on to. */
  private record Call(Consumer<Listener> call, int characters) {}

  private static final Logger log = LoggerFactory.getLogger(Events.class);

  /** Calls that may wait before one of many that are alike is made no more. */
  static final int FEW = Listener.BACKLOG / 16;

  private final Listener listener;
  private final String threadName;
  private final Runnable relieved;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private final ArrayDeque<Call> waiting = new ArrayDeque<>();
  private long waitingCharacters;
  private @Nullable Thread thread;
  private long missed;
  private long missedInAll;

  /** Of the latter, those of whom the listener is told when it has caught up. */
  private long skipped;

  private boolean ended;

  /** Whether it was busy and has not told yet that it is no more; for the lock's holder. */
  private boolean wasBusy;

  /**
   * Makes calls to {@code listener}.
   *
   * @param relieved run on the listener's thread when it {@link #isBusy was busy} and has caught up
   */
  Events(Listener listener, String threadName, Runnable relieved) {
    this.listener = listener;
    this.threadName = threadName;
    this.relieved = relieved;
  }

  /**
   * Has {@code call} made; when too much waits, drops the oldest and counts it.
   *
   * @param characters how much text the call holds on to
   */
  void tell(Consumer<Listener> call, int characters) {
    lock.lock();
    try {
      if (ended) {
        return;
      }
      while (waiting.size() == Listener.BACKLOG
          || (waitingCharacters + characters > Listener.BACKLOG_CHARACTERS && !waiting.isEmpty())) {
        waitingCharacters -= waiting.removeFirst().characters();
        missed++;
        missedInAll++;
      }
      add(new Call(call, characters));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Has {@code call} made if few wait. Otherwise counts it as dropped, and so tells of many at
   * once: for what strangers can make happen as often as they like, lest it push out the rest.
   */
  void tellIfFewWait(Consumer<Listener> call) {
    lock.lock();
    try {
      if (ended) {
        return;
      }
      if (waiting.size() < FEW) {
        add(new Call(call, 0));
      } else {
        skipped++;
        missedInAll++;
      }
    } finally {
      lock.unlock();
    }
  }

  private void add(Call call) {
    waiting.addLast(call);
    waitingCharacters += call.characters();
    if (thread == null) {
      start();
    }
    more.signal();
  }

  private void start() {
    Thread fresh = new Thread(this::run, threadName);
    fresh.setDaemon(true);
    try {
      fresh.start();
      thread = fresh;
    } catch (OutOfMemoryError noThreadLeft) {
      // The next call tries again. Whoever tells of this one has other things to do after it.
    }
  }

  /** Whether so much waits that whoever can should hold back. */
  boolean isBusy() {
    lock.lock();
    try {
      wasBusy |=
          waiting.size() >= Listener.BACKLOG / 2
              || waitingCharacters >= Listener.BACKLOG_CHARACTERS / 2;
      return wasBusy;
    } finally {
      lock.unlock();
    }
  }

  /** How many calls wait. */
  int backlog() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** How many calls were dropped in all. */
  long missed() {
    lock.lock();
    try {
      return missedInAll;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the caller is the listener's own thread. */
  boolean isCurrentThread() {
    lock.lock();
    try {
      return Thread.currentThread() == thread;
    } finally {
      lock.unlock();
    }
  }

  /** Takes no further calls; the thread ends when those before have been made. */
  void end() {
    lock.lock();
    try {
      ended = true;
      more.signal();
    } finally {
      lock.unlock();
    }
  }

  /** After {@link #end}, waits for the last call, but never on the listener's own thread. */
  void awaitEnd(Duration atMost) {
    Thread waitFor;
    lock.lock();
    try {
      waitFor = thread;
    } finally {
      lock.unlock();
    }
    if (waitFor != null && waitFor != Thread.currentThread()) {
      Waiting.join(waitFor, atMost);
    }
  }

  private void run() {
    for (Consumer<Listener> call = next(); call != null; call = next()) {
      try {
        call.accept(listener);
      } catch (Throwable thrown) {
        Quietly.log(
            () ->
                log.error("a listener threw; the next call follows as usual", Loggable.of(thrown)));
      }
      if (caughtUp()) {
        relieve();
      }
    }
  }

  private void relieve() {
    try {
      relieved.run();
    } catch (RuntimeException | Error failure) {
      Quietly.log(() -> log.error("who waited for a listener failed", Loggable.of(failure)));
    }
  }

  private boolean caughtUp() {
    lock.lock();
    try {
      boolean caughtUp =
          wasBusy
              && waiting.size() < Listener.BACKLOG / 4
              && waitingCharacters < Listener.BACKLOG_CHARACTERS / 4;
      wasBusy &= !caughtUp;
      return caughtUp;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Consumer<Listener> next() {
    lock.lock();
    try {
      while (waiting.isEmpty() && !ended) {
        more.awaitUninterruptibly();
      }
      long count = toTell();
      if (count > 0) {
        return hearer -> hearer.missed(count);
      }
      Call first = waiting.pollFirst();
      if (first == null) {
        return null;
      }
      waitingCharacters -= first.characters();
      return first.call();
    } finally {
      lock.unlock();
    }
  }

  /** How many dropped calls the listener is told of now; of the skipped ones seldom. */
  private long toTell() {
    long count = missed;
    missed = 0;
    if (waiting.size() < FEW / 2) {
      count += skipped;
      skipped = 0;
    }
    return count;
  }
}
