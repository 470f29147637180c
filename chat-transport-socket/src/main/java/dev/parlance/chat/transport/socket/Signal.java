package dev.parlance.chat.transport.socket;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A flag that any thread raises and one of the transport's threads waits for. Raising costs
 * nanoseconds; a flag raised twice before the waiter got round to it counts once, and one raised
 * before the wait is not lost.
 *
 * <p>What a thread did before raising is visible to the waiter after waiting, even where the flag
 * was up already: both sides exchange, and neither merely looks.
 */
final class Signal {

  private final AtomicBoolean raised = new AtomicBoolean();

  /** Set only while the waiter may be parked, so that no unpark disturbs it in a socket call. */
  private volatile @Nullable Thread waiter;

  void raise() {
    if (!raised.getAndSet(true)) {
      LockSupport.unpark(waiter);
    }
  }

  /** Waits until the signal is raised, and takes it down. */
  void await() {
    while (!raised.getAndSet(false)) {
      waiter = Thread.currentThread();
      if (!raised.get()) {
        LockSupport.park(this);
        ignoreInterrupt();
      }
    }
    waiter = null;
  }

  /** Waits until the signal is raised, and takes it down; but no longer than {@code nanos}. */
  void await(long nanos) {
    long start = System.nanoTime();
    long left = nanos;
    while (!raised.getAndSet(false) && left > 0) {
      waiter = Thread.currentThread();
      if (!raised.get()) {
        LockSupport.parkNanos(this, left);
        ignoreInterrupt();
      }
      left = nanos - (System.nanoTime() - start);
    }
    waiter = null;
  }

  /** An interrupt means nothing to these threads, but would keep them from parking: spinning. */
  private static void ignoreInterrupt() {
    boolean ignored = Thread.interrupted();
  }
}
