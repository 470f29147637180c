package dev.parlance.chat.engine;

/**
 * A cursor's position is no longer retained. Carries no stack trace: it tells of a peer, not of us.
 */
final class FellBehindException extends Exception {

  private static final long serialVersionUID = 1L;

  FellBehindException() {
    super("fell out of the retained window", null, false, false);
  }
}
