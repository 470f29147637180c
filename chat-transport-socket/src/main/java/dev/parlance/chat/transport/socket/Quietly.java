package dev.parlance.chat.transport.socket;

/** What must not fail, because nobody could do anything about it. */
final class Quietly {

  private Quietly() {}

  /**
   * Has this class loaded. It serves when descriptors have run out, and loading it may take one.
   */
  static void prepare() {
    log(() -> {});
  }

  /**
   * Has something logged, by {@code how}. A log may throw: without descriptors or memory, with its
   * disk full, or as some failures fail again when they are asked what they are. Rather say nothing
   * then than lose the thread, on which links depend that have nothing to do with it.
   */
  static void log(Runnable how) {
    try {
      how.run();
    } catch (RuntimeException | Error e) {
      // See above.
    }
  }
}
