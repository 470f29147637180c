package dev.parlance.chat.internal;

/** Whom a session tells of its end, and asks the time. */
interface SessionWatch {

  /** The ticker, in nanoseconds. */
  long now();

  /** A peer sent a message that is longer than the limit; it was dropped. */
  void oversized();

  /** The session's connection is gone. Called once, last. */
  void closed(Session session);
}
