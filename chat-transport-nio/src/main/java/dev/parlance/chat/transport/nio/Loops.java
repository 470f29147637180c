package dev.parlance.chat.transport.nio;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The loops of a transport. A loop runs while it has users: a binding uses all of them, a connected
 * link uses one. One that lost its last user ends, and whoever comes next gets a new one in its
 * place, so that neither waits for the other.
 *
 * <p>The monitor of this object guards who uses which loop, and is what threads wait on for a loop
 * to have done something. Nothing else is done and nobody else's code runs under it.
 */
final class Loops {

  private final @Nullable Loop[] places;
  private final List<Loop> finishing = new ArrayList<>();
  private int next = -1;

  Loops(int count) {
    places = new Loop[count];
  }

  /** Becomes a user of all loops; the first is the calling thread's own, or each in turn. */
  synchronized List<Loop> useAll() throws IOException {
    List<Loop> used = new ArrayList<>();
    int first = place();
    try {
      for (int i = 0; i < places.length; i++) {
        used.add(use((first + i) % places.length));
      }
      return used;
    } catch (Throwable e) {
      used.forEach(this::release);
      throw e;
    }
  }

  /** Becomes a user of one loop: the calling thread's own, or each in turn. */
  synchronized Loop useOne() throws IOException {
    return use(place());
  }

  private int place() {
    for (int i = 0; i < places.length; i++) {
      Loop loop = places[i];
      if (loop != null && loop.isCurrent()) {
        return i;
      }
    }
    next = (next + 1) % places.length;
    return next;
  }

  private Loop use(int place) throws IOException {
    Loop loop = places[place];
    if (loop == null || loop.hasEnded()) {
      loop = new Loop(place + 1);
      loop.start();
      places[place] = loop;
    }
    loop.users++;
    return loop;
  }

  /** Is a user no longer; the last one ends the loop. */
  synchronized void release(Loop loop) {
    if (--loop.users > 0) {
      return;
    }
    for (int i = 0; i < places.length; i++) {
      if (places[i] == loop) {
        places[i] = null;
      }
    }
    finishing.removeIf(Loop::isGone);
    finishing.add(loop);
    loop.finish();
  }

  /** Has {@code loop} run {@code task}, and returns when it has. */
  void call(Loop loop, Runnable task, Deadline deadline) {
    if (loop.isCurrent()) {
      task.run();
      return;
    }
    AtomicBoolean done = new AtomicBoolean();
    loop.post(
        () -> {
          try {
            task.run();
          } finally {
            done.set(true);
            changed();
          }
        });
    await(loop, done::get, deadline);
  }

  /** What {@link #await} waits for may have come about. */
  synchronized void changed() {
    notifyAll();
  }

  /**
   * Waits until {@code loop} has done something. A loop never waits for itself, nor for one that
   * waits for a loop in its turn: that could be for ever.
   */
  synchronized void await(Loop loop, BooleanSupplier done, Deadline deadline) {
    Loop self = current();
    if (self == loop) {
      return;
    }
    if (self != null) {
      self.waits = true;
    }
    try {
      deadline.await(this, () -> done.getAsBoolean() || (self != null && loop.waits));
    } finally {
      if (self != null) {
        self.waits = false;
      }
    }
  }

  /** Waits until the loops have ended that have to, if only for what they have just done. */
  void awaitEnds(Deadline deadline) {
    for (Loop loop : all()) {
      call(loop, () -> {}, deadline);
      if (loop.isFinishing()) {
        loop.join(deadline);
      }
    }
  }

  private synchronized List<Loop> all() {
    List<Loop> all = new ArrayList<>(finishing);
    for (Loop loop : places) {
      if (loop != null) {
        all.add(loop);
      }
    }
    return all;
  }

  private @Nullable Loop current() {
    for (Loop loop : places) {
      if (loop != null && loop.isCurrent()) {
        return loop;
      }
    }
    return null;
  }
}
