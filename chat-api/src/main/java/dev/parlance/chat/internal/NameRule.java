package dev.parlance.chat.internal;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which names are allowed. No allowed name holds a character by which any dialect tells a name from
 * what follows it, so that nobody can forge a notice or a sender by choice of name.
 */
final class NameRule {

  private static final int LONGEST = 32;
  private static final Set<String> RESERVED = Set.of("server", "system", "you");

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

  private static boolean isLetterOrDigit(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
  }
}
