package dev.parlance.chat.internal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which names are allowed. No allowed name holds a character by which any dialect tells a name from
 * what follows it, so that nobody can forge a notice or a sender by choice of name.
 */
public final class NameRule {

  private static final int LONGEST = 32;

  /** More than this of UTF-8 is no name, however few characters it has. */
  private static final int LONGEST_BYTES = 128;

  /** Names by which dialects show the server, or the reader itself. */
  public static final List<String> RESERVED = List.of("server", "system", "you");

  private NameRule() {}

  /** Returns why a name is not allowed where there is no other policy, or null if it is. */
  public static @Nullable String objection(String name) {
    if (name.isEmpty()) {
      return "it is empty";
    }
    if (name.length() > LONGEST) {
      return "it is longer than " + LONGEST + " characters";
    }
    if (!name.chars().allMatch(c -> isLetterOrDigit(c) || c == '_' || c == '-' || c == '.')) {
      return "only letters a to z, digits, '_', '-' and '.'";
    }
    if (!isLetterOrDigit(name.charAt(0))) {
      return "it must begin with a letter or digit";
    }
    return RESERVED.contains(key(name)) ? "it is reserved" : null;
  }

  /** What two names that count as the same have in common. */
  public static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /**
   * Returns why a name is not accepted even if a policy would have it, or null if it is: what may
   * stand in a name that no dialect and no reader takes for the end of it, or for nothing at all.
   */
  public static @Nullable String danger(String name) {
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

  private static boolean isLetterOrDigit(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
