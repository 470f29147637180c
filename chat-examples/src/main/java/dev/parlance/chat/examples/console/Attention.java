package dev.parlance.chat.examples.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Where the person at the terminal is with reading, as far as a program can know: it sees keys, and
 * many terminals tell when their window gains and loses the focus. Who lost the focus, or has not
 * typed for {@link #AWAY}, is taken to be away. Safe from any thread.
 */
final class Attention {

  /** Who reads without typing for so long may find a mark more than was needed: no harm. */
  static final Duration AWAY = Duration.ofMinutes(2);

  private final InstantSource clock;
  private Instant last;
  private boolean focused = true;
  private boolean marked;

  Attention(InstantSource clock) {
    this.clock = clock;
    this.last = clock.instant();
  }

  /** A key was pressed, or the window gained the focus: whoever did has seen what there is. */
  synchronized void given() {
    last = clock.instant();
    focused = true;
    marked = false;
  }

  /** The window lost the focus. */
  synchronized void lost() {
    last = clock.instant();
    focused = false;
  }

  /** {@return whether what comes now is the first that the person has not seen} True once. */
  synchronized boolean isFirstUnseen() {
    boolean away = !focused || clock.instant().isAfter(last.plus(AWAY));
    boolean first = away && !marked;
    marked |= away;
    return first;
  }

  /** {@return when the person was last there} */
  synchronized Instant last() {
    return last;
  }
}
