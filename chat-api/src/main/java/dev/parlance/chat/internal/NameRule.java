package dev.parlance.chat.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which names are allowed. No allowed name holds a character by which any dialect tells a name from
 * what follows it, so that nobody can forge a notice or a sender by choice of name.
 */
final class NameRule {

  private static final int LONGEST = 32;

  /** More than this of UTF-8 is no name, however few characters it has. */
  private static final int LONGEST_BYTES = 128;

  /** Names by which dialects show the server, or the reader itself. */
  static final List<String> RESERVED = List.of("server", "system", "you");

  private NameRule() {}

  /** Returns why a name is not allowed, or null if it is. */
  static @Nullable String objection(ByteBuffer name) {
    int length = name.remaining();
    if (length == 0) {
      return "it is empty";
    }
    if (length > LONGEST) {
      return "it is longer than " + LONGEST + " characters";
    }
    for (int i = name.position(); i < name.limit(); i++) {
      byte b = name.get(i);
      if (!isLetterOrDigit(b) && b != '_' && b != '-' && b != '.') {
        return "only letters a to z, digits, '_', '-' and '.'";
      }
    }
    if (!isLetterOrDigit(name.get(name.position()))) {
      return "it must begin with a letter or digit";
    }
    return RESERVED.contains(key(text(name))) ? "it is reserved" : null;
  }

  /** Reads an allowed name. */
  static String text(ByteBuffer name) {
    return TextRule.text(name);
  }

  /** What two names that count as the same have in common. */
  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /**
   * Returns why a name is not accepted even if a policy would have it, or null if it is: what may
   * stand in a name that no dialect and no reader takes for the end of it, or for nothing at all.
   */
  static @Nullable String danger(String name) {
    if (name.codePointCount(0, name.length()) > LONGEST
        || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
      return "it is longer than " + LONGEST + " characters";
    }
    if (name.isEmpty() || !Character.isLetterOrDigit(name.codePointAt(0))) {
      return "it must begin with a letter or digit";
    }
    return name.codePoints().allMatch(NameRule::mayStandInAName)
        ? null
        : "only letters, digits, '_', '-' and '.'";
  }

  private static boolean mayStandInAName(int c) {
    int type = Character.getType(c);
    return Character.isLetterOrDigit(c)
        || c == '_'
        || c == '-'
        || c == '.'
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  private static boolean isLetterOrDigit(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
  }
}
