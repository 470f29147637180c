package dev.parlance.chat.engine;

/**
 * How often, and for how long, a room was behind as a whole. Times in nanoseconds; for the holder
 * of the room's lock.
 */
final class Overload {

  private long count;
  private long nanosBefore;
  private long since;
  private boolean present;

  void began(long now) {
    if (!present) {
      present = true;
      since = now;
      count++;
    }
  }

  void ended(long now) {
    nanosBefore = nanos(now);
    present = false;
  }

  /** How often it began. */
  long count() {
    return count;
  }

  /** How long it was in all, the present included. */
  long nanos(long now) {
    return nanosBefore + (present ? now - since : 0);
  }
}
