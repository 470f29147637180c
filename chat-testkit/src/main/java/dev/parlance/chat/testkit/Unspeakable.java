package dev.parlance.chat.testkit;

/** A failure that fails again when somebody asks what it is, a log say. */
final class Unspeakable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  @Override
  public String getMessage() {
    throw new IllegalStateException("There is no message, on purpose");
  }
}
