package dev.parlance.chat;

/**
 * What became of the bytes that a server owed to its connections: {@code owed = written + discarded
 * + } {@link #pending}. What is owed is counted where it is published, what is written where the
 * transport takes it, so that the two check each other. Exact when nothing happens meanwhile.
 *
 * @param owed what was published to each from its joining to its end, less its own where its
 *     dialect does not echo, and with all that was meant for it alone
 * @param written what the transports have taken of that
 * @param discarded what was still owed to connections when they were gone
 */
public record Ledger(long owed, long written, long discarded) {

  /** {@return what open connections have yet to take; 0 when all have caught up} */
  public long pending() {
    return owed - written - discarded;
  }
}
