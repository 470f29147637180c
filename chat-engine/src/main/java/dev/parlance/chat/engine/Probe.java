package dev.parlance.chat.engine;

/**
 * How much is let through in a room in which nobody is known to keep up, to find out whether
 * somebody does: who has taken all there is shows nothing before there is more.
 *
 * <p>Not safe for use by several threads: the keeper has it.
 */
final class Probe {

  /** Less than anybody takes in the time until the next who is more than a nuisance. */
  static final int BYTES = 8 << 10;

  private long due;
  private long until;
  private boolean begun;

  /** Up to where a tape may be filled that ends at {@code head}. Times in nanoseconds. */
  long until(long head, long now) {
    if (!begun || now - due >= 0) {
      begun = true;
      due = now + Straggler.PATIENCE_NANOS;
      until = head + BYTES;
    }
    return until;
  }
}
