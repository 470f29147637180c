package dev.parlance.chat.testkit.history;

import org.jspecify.annotations.Nullable;

/**
 * What the lines of a dialect mean to a member. An implementation is immutable and safe from any
 * thread; the same line always means the same.
 */
public interface Reading {

  /**
   * {@return the reading of the {@code line} dialect} A notice that looks like the answer to a
   * command is taken for one, and so not checked.
   */
  static Reading line() {
    return new LineReading();
  }

  /** {@return whether members are shown what they say themselves} */
  boolean echoes();

  /**
   * {@return that {@code self} joined, if this is the line by which it is told so, or null} What
   * came before it is no part of the member's history.
   *
   * @param line a line without its ending
   */
  @Nullable Event welcome(String line, String self);

  /**
   * {@return what a line after the welcome says, or null if it is for this member alone, like an
   * answer or a complaint} A line of no known form is best taken for a notice: as nobody else was
   * shown it, the check finds it.
   *
   * @param line a line without its ending
   */
  @Nullable Event read(String line);
}
