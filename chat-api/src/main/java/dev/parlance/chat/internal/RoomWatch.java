package dev.parlance.chat.internal;

/** Whom a room tells that there is something to do. Neither call may block or cost much. */
interface RoomWatch {

  /** Something was published. Called without locks, by the publishing thread. */
  void published();

  /** It is time to look where the members are, lest the room overfill. */
  void filling();
}
