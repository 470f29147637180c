package dev.parlance.chat.transport.nio;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * What a loop can be woken for. It stands in the loop's list of the woken once at most, and is a
 * node of that list itself, so that waking allocates nothing.
 */
abstract class Wakeable {

  private static final AtomicIntegerFieldUpdater<Wakeable> LISTED =
      AtomicIntegerFieldUpdater.newUpdater(Wakeable.class, "listed");

  final Loop loop;
  private volatile int listed;
  private @Nullable Wakeable next;

  Wakeable(Loop loop) {
    this.loop = loop;
  }

  /**
   * Has {@link #heard} called by the loop, soon. Costs a volatile read while an earlier call has
   * not been heard: whatever the caller published before is then seen by those that hear it.
   */
  final void call() {
    if (listed == 0 && LISTED.compareAndSet(this, 0, 1)) {
      loop.bell().ring(this);
    }
  }

  /** On the loop's thread: this was woken, once or more often. */
  abstract void heard();

  final void link(@Nullable Wakeable head) {
    next = head;
  }

  /** Leaves the list, so that it can be woken again from now on; returns what came after it. */
  final @Nullable Wakeable unlink() {
    Wakeable rest = next;
    next = null;
    listed = 0;
    return rest;
  }
}
