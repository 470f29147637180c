package dev.parlance.chat.transport.socket;

import java.util.concurrent.ArrayBlockingQueue;

/** Slots that are not in use, so that writing allocates nothing on the steady path. */
final class Slots {

  /**
   * Large enough that a system call carries a good load, small enough that a thousand members stuck
   * in a write hold no more than 16 MiB.
   */
  private static final int SIZE = 16 << 10;

  /** As many as are likely to be in use at once when nobody is stuck: 1 MiB. */
  private static final int SPARE = 64;

  private final ArrayBlockingQueue<Slot> spare = new ArrayBlockingQueue<>(SPARE);

  Slot borrow() {
    Slot slot = spare.poll();
    return slot != null ? slot : new Slot(SIZE, false);
  }

  void giveBack(Slot slot) {
    boolean ignored = spare.offer(slot);
  }
}
