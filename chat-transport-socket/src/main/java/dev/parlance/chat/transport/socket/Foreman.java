package dev.parlance.chat.transport.socket;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after {@link Writers}, each millisecond while outlets wait. Sleeps when none has waited for
 * a while, so that it costs nothing while nobody talks.
 */
final class Foreman {

  private static final Logger LOG = LoggerFactory.getLogger(Foreman.class);

  /** Two looks find a stuck writer. Shorter than anybody notices; seldom enough to cost little. */
  private static final long LOOK_NANOS = 1_000_000;

  /** Looks that find nobody waiting before it goes to sleep. */
  private static final int QUIET_LOOKS = 50;

  private final Writers writers;
  private final Crew crew;
  private final AtomicBoolean started = new AtomicBoolean();
  private volatile @Nullable Thread thread;
  private volatile boolean asleep;
  private volatile boolean over;

  Foreman(Writers writers, Crew crew) {
    this.writers = writers;
    this.crew = crew;
  }

  /** An outlet waits. Costs two volatile reads while it is looking anyway. */
  void watch() {
    if (asleep) {
      LockSupport.unpark(thread);
    } else if (!started.get() && started.compareAndSet(false, true)) {
      start();
    }
  }

  private void start() {
    try {
      crew.startOverseer("parlance-socket-foreman", this::run);
    } catch (OutOfMemoryError e) {
      started.set(false);
      LOG.debug("Nobody looks after stuck writers for now", e);
    }
  }

  void end() {
    over = true;
    LockSupport.unpark(thread);
  }

  private void run() {
    thread = Thread.currentThread();
    while (!over) {
      oversee();
      asleep = true;
      if (!writers.look() && !over) {
        LockSupport.park(this);
      }
      asleep = false;
    }
  }

  private void oversee() {
    int quiet = 0;
    while (!over && quiet < QUIET_LOOKS) {
      LockSupport.parkNanos(this, LOOK_NANOS);
      boolean ignored = Thread.interrupted(); // nobody means it, but it would not park again
      quiet = writers.look() ? 0 : quiet + 1;
    }
  }
}
