package dev.parlance.chat.examples.console;

import java.util.function.IntFunction;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/**
 * Makes text harmless that came from afar. A terminal obeys control characters; line separators
 * make two lines of one; and marks that turn the direction of writing, or annotate, make a line
 * read as what it is not.
 */
public final class Printable {

  /** What one line of the log shows of a text at most: enough to know it again. */
  private static final int LOGGED = 400;

  private Printable() {}

  /** {@return the text with what is not printable replaced} For a terminal. */
  public static String replaced(String text) {
    return map(text, c -> "\ufffd");
  }

  /** {@return the line with what is not printable replaced, and in its style if it has one} */
  static AttributedString styled(CharSequence line) {
    String harmless = replaced(line.toString());
    if (!(line instanceof AttributedString styled)) {
      return new AttributedString(harmless);
    }
    AttributedStringBuilder result = new AttributedStringBuilder(harmless.length());
    for (int i = 0; i < harmless.length(); i++) {
      result.style(styled.styleAt(i)).append(harmless.charAt(i));
    }
    return result.toAttributedString();
  }

  /** Writes what is not printable as {@code \}{@code u001b}, and cuts what is long; for a log. */
  static String escaped(String text) {
    String start = text;
    if (text.length() > LOGGED) {
      int cut = Character.isHighSurrogate(text.charAt(LOGGED - 1)) ? LOGGED - 1 : LOGGED;
      start = text.substring(0, cut);
    }
    String shown = map(start, c -> String.format("\\u%04x", c));
    int hidden = text.length() - start.length();
    return hidden == 0 ? shown : shown + "… (" + hidden + " more)";
  }

  private static String map(String text, IntFunction<String> harmless) {
    if (text.chars().noneMatch(Printable::isHarmful)) {
      return text;
    }
    StringBuilder result = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isHarmful(c)) {
        result.append(harmless.apply(c));
      } else {
        result.append(c);
      }
    }
    return result.toString();
  }

  private static boolean isHarmful(int c) {
    return (Character.isISOControl(c) && c != '\t')
        || (c >= 0x2028 && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x206f)
        || (c >= 0xfff9 && c <= 0xfffb)
        || c == 0xfeff;
  }
}
