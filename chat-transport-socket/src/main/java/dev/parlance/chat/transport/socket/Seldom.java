package dev.parlance.chat.transport.socket;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/** Warns of what may happen thousands of times a second, at most once in ten seconds. */
final class Seldom {

  private static final long PAUSE = TimeUnit.SECONDS.toNanos(10);

  private final Logger log;
  private final AtomicLong next = new AtomicLong(System.nanoTime());

  Seldom(Logger log) {
    this.log = log;
  }

  void warn(String text, Object subject, Throwable cause) {
    long now = System.nanoTime();
    long due = next.get();
    if (now - due >= 0 && next.compareAndSet(due, now + PAUSE)) {
      Quietly.log(() -> log.warn(text, subject, cause));
    }
  }
}
