package dev.parlance.chat;

/**
 * The server did not accept the name. Its message is the server's own; another name may be tried.
 */
public final class NameRefusedException extends ChatException {

  private static final long serialVersionUID = 1L;

  /** Says why, in the server's words. */
  public NameRefusedException(String why) {
    super(why);
  }
}
