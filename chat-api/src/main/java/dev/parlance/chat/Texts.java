package dev.parlance.chat;

import java.nio.charset.StandardCharsets;

/** What texts an application may send. */
final class Texts {

  private Texts() {}

  /**
   * Refuses line breaks, line separators, other control characters, and halves of surrogate pairs.
   */
  static void check(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) && c != '\t') {
        throw new IllegalArgumentException(
            String.format("text must not hold control characters: U+%04X at index %d", (int) c, i));
      }
      if (c == 0x2028 || c == 0x2029) {
        throw new IllegalArgumentException(
            String.format("text must not hold line separators: U+%04X at index %d", (int) c, i));
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new IllegalArgumentException(
            String.format("text must not hold half a character: U+%04X at index %d", (int) c, i));
      }
    }
  }

  /** Refuses also what takes more than so many bytes of UTF-8. */
  static void check(String text, int most) {
    check(text);
    int bytes = 3 * (long) text.length() <= most ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > most) {
      throw new IllegalArgumentException(
          "text must not be longer than " + most + " bytes (Limits.line): " + bytes);
    }
  }

  /** Refuses what cannot be sent as a secret, without showing any of it. */
  static void checkSecret(char[] secret) {
    boolean allowed = secret.length > 0;
    for (char c : secret) {
      allowed &= !Character.isISOControl(c) && c != 0x2028 && c != 0x2029;
    }
    if (!allowed) {
      throw new IllegalArgumentException("a secret must not be empty or hold control characters");
    }
  }
}
