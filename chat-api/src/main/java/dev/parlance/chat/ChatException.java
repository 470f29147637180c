package dev.parlance.chat;

import org.jspecify.annotations.Nullable;

/**
 * What could not be done, in words for a person: an address in use, a name refused, a closed
 * client.
 */
public class ChatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what could not be done. */
  public ChatException(String message) {
    super(message);
  }

  /** Says what could not be done, and what stood behind it. */
  public ChatException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
