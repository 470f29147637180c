package dev.parlance.chat.transport.nio;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * How other threads reach a loop. The selector is woken only when the loop sleeps: the loop says
 * that it is about to sleep and then looks once more whether somebody rang; a caller first leaves
 * its message and then looks whether the loop sleeps. One of the two sees the other.
 */
final class Doorbell {

  private final AtomicBoolean sleeping = new AtomicBoolean();
  private final AtomicReference<@Nullable Wakeable> woken = new AtomicReference<>();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Runnable alarm;

  /**
   * @param alarm ends the sleep
   */
  Doorbell(Runnable alarm) {
    this.alarm = alarm;
  }

  void ring(Wakeable caller) {
    Wakeable head;
    do {
      head = woken.get();
      caller.link(head);
    } while (!woken.compareAndSet(head, caller));
    rouse();
  }

  void post(Runnable task) {
    tasks.add(task);
    rouse();
  }

  private void rouse() {
    if (sleeping.get() && sleeping.compareAndSet(true, false)) {
      alarm.run();
    }
  }

  boolean rung() {
    return woken.get() != null || !tasks.isEmpty();
  }

  /** {@return whether the loop may sleep now: nobody rang} */
  boolean liesDown() {
    sleeping.set(true);
    if (rung()) {
      sleeping.set(false);
      return false;
    }
    return true;
  }

  /** {@return whether the loop got up by itself, and not because somebody rang} */
  boolean gotUp() {
    return sleeping.getAndSet(false);
  }

  /** {@return the list of all that are woken, which is empty from now on} */
  @Nullable Wakeable takeWoken() {
    return woken.get() == null ? null : woken.getAndSet(null);
  }

  @Nullable Runnable takeTask() {
    return tasks.poll();
  }
}
