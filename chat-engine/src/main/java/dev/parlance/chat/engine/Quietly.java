package dev.parlance.chat.engine;

/** What must not fail, because nobody could do anything about it. */
final class Quietly {

  private Quietly() {}

  /**
   * Has something logged, by {@code how}. A log may throw: its disk is full, there is no descriptor
   * left for a class that it needs, or a failure of the application's own cannot even say what it
   * is. Rather say nothing then than lose the thread that would have said it.
   */
  static void log(Runnable how) {
    try {
      how.run();
    } catch (RuntimeException | Error e) {
      // See above.
    }
  }
}
