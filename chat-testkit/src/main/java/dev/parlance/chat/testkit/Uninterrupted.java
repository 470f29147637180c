package dev.parlance.chat.testkit;

/** Waiting that an interrupt does not cut short; the interrupt is kept for the caller. */
@FunctionalInterface
interface Uninterrupted {

  /** Waits no longer than {@code nanos}; {@return whether it came true} */
  boolean await(long nanos) throws InterruptedException;

  /** {@return whether {@code what} came true before {@code System.nanoTime()} was there} */
  static boolean until(long deadline, Uninterrupted what) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return what.await(deadline - System.nanoTime());
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
