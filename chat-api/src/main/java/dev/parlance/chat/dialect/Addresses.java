package dev.parlance.chat.dialect;

import dev.parlance.chat.User;

/** Reads back what dialects write of users and numbers. */
final class Addresses {

  private Addresses() {}

  /** Reads a name, or {@code host:port} where a user has none. */
  static User user(String shown) {
    int colon = shown.lastIndexOf(':');
    if (colon < 0) {
      return User.named(shown);
    }
    String host = shown.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    int port = number(shown.substring(colon + 1));
    return port < 0
        ? User.named(shown)
        : User.unnamed(bracketed ? host.substring(1, host.length() - 1) : host, port);
  }

  /** Reads a number of up to nine digits; {@link Host#UNKNOWN} if it is none. */
  static int number(String digits) {
    if (digits.isEmpty() || digits.length() > 9) {
      return Host.UNKNOWN;
    }
    int value = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        return Host.UNKNOWN;
      }
      value = 10 * value + c - '0';
    }
    return value;
  }
}
