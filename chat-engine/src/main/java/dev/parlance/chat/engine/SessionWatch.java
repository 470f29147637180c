package dev.parlance.chat.engine;

import org.jspecify.annotations.Nullable;

/** Whom a session tells of what happens to it, and asks the time. None of the calls blocks. */
interface SessionWatch {

  /** The ticker, in nanoseconds. */
  long now();

  /** The session has become a member. */
  void joined(Session session);

  /** A peer sent a message that is longer than the limit; it was dropped. */
  void oversized();

  /** A peer sent a datagram that could not be taken; it was dropped. */
  void dropped();

  /** An authenticator refused a peer. */
  default void refusedLogin() {}

  /** A name was refused, and its peer may try another. */
  default void refusedName() {}

  /** The session's input waits until {@code due}; it is to {@link Session#goOn go on} then. */
  void holds(Session session, long due);

  /** Whether the server stops. */
  boolean isStopping();

  /** The session's connection is gone, for this cause if there is one. Called once, last. */
  void closed(Session session, @Nullable Throwable cause);
}
