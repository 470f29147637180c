package dev.parlance.chat.engine;

/** Whom a room tells that there is something to do. No call may block or cost much. */
interface RoomWatch {

  /** The ticker, in nanoseconds. */
  long now();

  /** Something was published. Called without locks, by the publishing thread. */
  void published();

  /**
   * Somebody became a member. Under the room's lock, as {@link #left} is.
   *
   * @param number the event's in the sequence
   * @param online members now
   */
  default void entered(Session session, long number, int online) {}

  /** A member left. */
  default void left(Session session, long number, int online) {}

  /** It is time to look where the members are, lest the room overfill. */
  void filling();
}
