package dev.parlance.chat.testkit;

import java.util.concurrent.atomic.AtomicBoolean;

/** What somebody on the loop does when asked; asking again before it began changes nothing. */
final class Turns {

  private final MemoryLoop loop;
  private final Runnable turn;
  private final AtomicBoolean asked = new AtomicBoolean();

  Turns(MemoryLoop loop, Runnable turn) {
    this.loop = loop;
    this.turn = turn;
  }

  /** Whatever was done before the call is seen by the turn. */
  void ask() {
    if (asked.compareAndSet(false, true)) {
      loop.post(this::take);
    }
  }

  private void take() {
    asked.set(false);
    turn.run();
  }
}
