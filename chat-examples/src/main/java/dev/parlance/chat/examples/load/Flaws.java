package dev.parlance.chat.examples.load;

/**
 * How what members were told differs from what they were owed.
 *
 * @param missing messages that did not come
 * @param duplicate messages that came once more
 * @param outOfOrder messages that came after a later one of the same talker
 * @param broken texts that are no message of any talker, though they begin like one
 */
public record Flaws(long missing, long duplicate, long outOfOrder, long broken) {

  static final Flaws NONE = new Flaws(0, 0, 0, 0);

  Flaws plus(Flaws that) {
    return new Flaws(
        missing + that.missing,
        duplicate + that.duplicate,
        outOfOrder + that.outOfOrder,
        broken + that.broken);
  }

  /** {@return whether there is none but what a network of datagrams may do} */
  boolean isNone(boolean lossy) {
    return broken == 0 && (lossy || missing + duplicate + outOfOrder == 0);
  }
}
