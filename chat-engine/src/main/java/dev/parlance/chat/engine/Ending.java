package dev.parlance.chat.engine;

import dev.parlance.chat.CloseReason;
import org.jspecify.annotations.Nullable;

/**
 * The end of a session: at most one, for one reason, and how far it has come.
 *
 * <p>Life: <em>undecided</em> → <em>decided</em> (the peer still receives what it is owed) →
 * <em>done</em> (it was handed over).
 */
final class Ending {

  private volatile @Nullable CloseReason reason;
  private volatile long decidedAt;
  private volatile boolean done;
  private volatile long doneAt;

  /** When the peer was last heard of, since it is done. */
  private volatile long heardAt;

  /** The first call decides; returns whether this was it. For the holder of the room's lock. */
  boolean decide(CloseReason why, long now) {
    if (reason != null) {
      return false;
    }
    decidedAt = now;
    reason = why;
    return true;
  }

  /** Says that the operating system has all that was owed. */
  void done() {
    if (!done) {
      doneAt = System.nanoTime();
      heardAt = doneAt;
      done = true;
    }
  }

  /**
   * For how long the other side could have ended its own. Not by the ticker: how long to wait for
   * the network is no limit that anybody set, and a server stops while its ticker stands still.
   */
  long lingeredNanos() {
    return System.nanoTime() - doneAt;
  }

  /** The peer still talks: it has not read as far as the end, and to close now would reset it. */
  void heard() {
    if (done) {
      heardAt = System.nanoTime();
    }
  }

  /** For how long the other side has been silent, since it could have ended its own. */
  long silentNanos() {
    return System.nanoTime() - heardAt;
  }

  /** The link is gone: a server's stop that came to nothing has another name. */
  void gone(boolean broken) {
    if (reason == CloseReason.SERVER_STOPPED && !done) {
      reason = broken ? CloseReason.CONNECTION_LOST : CloseReason.STOP_TIMEOUT;
    }
  }

  @Nullable CloseReason reason() {
    return reason;
  }

  /** When the end was decided, by the session's ticker. */
  long decidedAt() {
    return decidedAt;
  }

  boolean isDone() {
    return done;
  }
}
