package dev.parlance.chat.tls;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether the core has had a link woken since it was asked something. The link below is woken by
 * TLS for reasons of its own, too, after which the core must not be asked again.
 *
 * <p>To stir costs a read, unless somebody has looked since it was done last.
 */
final class Stirs {

  private final AtomicInteger count = new AtomicInteger();
  private volatile boolean heeded;

  /** {@return a mark that differs from every later one if there is a stir in between} */
  int mark() {
    int mark = count.get();
    if (!heeded) {
      heeded = true;
    }
    return mark;
  }

  void stir() {
    if (heeded) {
      heeded = false; // before it counts: who marks in between sees the new count
      int unused = count.incrementAndGet();
    }
  }
}
