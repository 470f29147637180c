package dev.parlance.chat.benchmarks.load;

/** What arrives, counted and timed. Times count for messages that were to be sent in a span. */
final class Tally {

  /**
   * Of the deliveries of a closed loop, one in so many is timed; a prime, lest members be missed.
   */
  private static final int SAMPLED = 61;

  private final boolean timeAll;
  private Times latency = new Times();
  private Times fan = new Times();
  private Times roundTrip = new Times();
  private long from = Long.MAX_VALUE;
  private long until = Long.MAX_VALUE;
  private int untimed = SAMPLED;
  private long deliveries;
  private long reads;
  private long bytes;

  Tally(boolean timeAll) {
    this.timeAll = timeAll;
  }

  /** Times what is meant to be sent in the span, and forgets the times of what was before. */
  void measure(long start, long end) {
    from = start;
    until = end;
    latency = new Times();
    fan = new Times();
    roundTrip = new Times();
  }

  void read(int size) {
    reads++;
    bytes += size;
  }

  void delivered(long meant, long now) {
    deliveries++;
    if (timeAll || --untimed == 0) {
      untimed = SAMPLED;
      if (counts(meant)) {
        latency.record(now - meant);
      }
    }
  }

  void everywhere(long meant, long now) {
    if (counts(meant)) {
      fan.record(now - meant);
    }
  }

  void answered(long asked, long now) {
    if (counts(asked)) {
      roundTrip.record(now - asked);
    }
  }

  private boolean counts(long meant) {
    return meant >= from && meant < until;
  }

  long deliveries() {
    return deliveries;
  }

  long reads() {
    return reads;
  }

  long bytes() {
    return bytes;
  }

  Outcome.Spread latency() {
    return latency.spread();
  }

  Outcome.Spread fan() {
    return fan.spread();
  }

  Outcome.Spread roundTrip() {
    return roundTrip.spread();
  }
}
