package dev.parlance.chat.engine;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes what goes to the log harmless where bytes of a peer may be in it: nobody writes lines there
 * that the server did not mean, or long ones, or to the terminal behind.
 */
final class Loggable {

  /** Enough to know a message again by. */
  private static final int LONGEST = 400;

  /** Failures in a chain that are shown. */
  private static final int DEEPEST = 8;

  private Loggable() {}

  /** Returns a failure as it is, if all its messages are harmless, or the like of it. */
  static Throwable of(Throwable failure) {
    try {
      return isHarmless(failure, Collections.newSetFromMap(new IdentityHashMap<>()))
          ? failure
          : copy(failure, true, DEEPEST);
    } catch (RuntimeException | Error speechless) {
      return new Likeness(failure.getClass().getName() + ", which fails to say more", null);
    }
  }

  /** Returns the like of a failure that tells its kind and trace, but no message. */
  static Throwable withoutMessages(Throwable failure) {
    return copy(failure, false, DEEPEST);
  }

  /** Writes what a log should not hold as {@code \}{@code u001b}, and cuts what is long. */
  static String of(String text) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), LONGEST); i++) {
      char c = text.charAt(i);
      if (isHarmful(c)) {
        shown.append(String.format("\\u%04x", (int) c));
      } else {
        shown.append(c);
      }
    }
    int hidden = text.length() - LONGEST;
    return hidden <= 0 ? shown.toString() : shown + "… (" + hidden + " more)";
  }

  private static boolean isHarmful(char c) {
    return Character.isISOControl(c)
        || Character.isSurrogate(c)
        || c == 0x2028
        || c == 0x2029
        || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069);
  }

  private static boolean isHarmless(@Nullable Throwable failure, Set<Throwable> seen) {
    if (failure == null || !seen.add(failure)) {
      return true;
    }
    String message = String.valueOf(failure.getMessage());
    boolean harmless =
        message.length() <= LONGEST
            && message.chars().noneMatch(c -> isHarmful((char) c))
            && isHarmless(failure.getCause(), seen);
    for (Throwable suppressed : failure.getSuppressed()) {
      harmless = harmless && isHarmless(suppressed, seen);
    }
    return harmless;
  }

  private static Throwable copy(Throwable failure, boolean messages, int deep) {
    Throwable cause = failure.getCause();
    String kind = failure.getClass().getName();
    String message = messages ? kind + ": " + of(String.valueOf(failure.getMessage())) : kind;
    Throwable copy =
        new Likeness(message, cause == null || deep == 0 ? null : copy(cause, messages, deep - 1));
    copy.setStackTrace(failure.getStackTrace());
    return copy;
  }

  /** Stands in the log for a failure. */
  private static final class Likeness extends Exception {

    private static final long serialVersionUID = 1L;

    Likeness(String message, @Nullable Throwable cause) {
      super(message, cause, false, true);
    }
  }
}
