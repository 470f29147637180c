package dev.parlance.chat.engine;

/**
 * For how long, in all, half of a tape's members had taken everything, or nearly so, while somebody
 * far behind was looked after. Only this time shows who is slow: as long as the others have
 * something to take, too, whoever is behind may be so because the machine serves one after the
 * other, and cannot do more.
 *
 * <p>Not safe for use by several threads: the keeper has it.
 */
final class Lull {

  private long nanos;
  private long lookedAt;
  private boolean present;

  /**
   * Notes whether there is one at {@code now}, in nanoseconds; returns the time so far.
   *
   * @param quiet whether half of the members have taken everything, or nearly so
   */
  long nanos(boolean quiet, long now) {
    if (present && quiet) {
      nanos += now - lookedAt;
    }
    present = quiet;
    lookedAt = now;
    return nanos;
  }
}
