package dev.parlance.chat.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Which texts are allowed: valid UTF-8 (RFC 3629: no overlong forms, surrogates, or code points
 * above U+10FFFF) without control characters (C0 except the tabulator, DEL, C1), without the
 * separators of lines and paragraphs, U+2028 and U+2029, and, unless that is asked for, without
 * what turns the direction of writing, U+202A to U+202E and U+2066 to U+2069, as RFC 8264 has it
 * for free text. What is not allowed is refused as a whole; nothing is repaired, so that a text
 * that reaches others is what was sent.
 */
final class TextRule {

  static final String NOT_UTF8 = "not valid UTF-8";

  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long ONES = 0x0101010101010101L;

  /** The first byte of U+2000 to U+2FFF, the general punctuation and the signs behind it. */
  private static final byte LEAD_OF_U2000 = (byte) 0xe2;

  private TextRule() {}

  /** Returns why a text is not allowed, or null if it is. */
  static @Nullable String objection(ByteBuffer text) {
    return objection(text, false);
  }

  /**
   * Returns why a text is not allowed, or null if it is.
   *
   * @param bidirectional whether it may turn the direction of writing
   */
  static @Nullable String objection(ByteBuffer text, boolean bidirectional) {
    int i = text.position();
    int limit = text.limit();
    while (i < limit) {
      if (limit - i >= Long.BYTES && isPlain(text.getLong(i))) {
        i += Long.BYTES;
        continue;
      }
      int b = text.get(i);
      if (b >= 0) {
        if ((b < ' ' && b != '\t') || b == 0x7f) {
          return control(b);
        }
        i++;
        continue;
      }
      int length = sequence(text, i, limit);
      if (length == 0) {
        return NOT_UTF8;
      }
      if (length == 2 && (b & 0xff) == 0xc2 && (text.get(i + 1) & 0xff) < 0xa0) {
        return control(text.get(i + 1) & 0xff);
      }
      if (b == LEAD_OF_U2000 && length == 3) {
        String objection = general(codePoint(text, i), bidirectional);
        if (objection != null) {
          return objection;
        }
      }
      i += length;
    }
    return null;
  }

  /**
   * Returns an allowed text as a string. Not by {@link java.nio.charset.Charset#decode}, which
   * keeps a decoder for each thread: with a thread for each member that is memory.
   */
  static String text(ByteBuffer allowed) {
    byte[] copy = new byte[allowed.remaining()];
    allowed.get(allowed.position(), copy);
    return new String(copy, StandardCharsets.UTF_8);
  }

  /** Returns whether each of eight bytes is 0x20 to 0x7e. */
  private static boolean isPlain(long eight) {
    long belowSpace = (eight - ONES * 0x20) & ~eight;
    long delete = eight ^ (ONES * 0x7f);
    long isDelete = (delete - ONES) & ~delete;
    return ((eight | belowSpace | isDelete) & HIGH_BITS) == 0;
  }

  /** Returns the length of the multi-byte sequence at {@code i}, or 0 if it is not valid. */
  static int sequence(ByteBuffer text, int i, int limit) {
    int lead = text.get(i) & 0xff;
    if (lead < 0xc2 || lead > 0xf4) {
      return 0;
    }
    int length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (limit - i < length) {
      return 0;
    }
    int second = text.get(i + 1) & 0xff;
    int least = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    int most = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (second < least || second > most) {
      return 0;
    }
    for (int k = 2; k < length; k++) {
      if ((text.get(i + k) & 0xc0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  private static int codePoint(ByteBuffer text, int i) {
    return (text.get(i) & 0x0f) << 12 | (text.get(i + 1) & 0x3f) << 6 | (text.get(i + 2) & 0x3f);
  }

  private static @Nullable String general(int code, boolean bidirectional) {
    if (code == 0x2028 || code == 0x2029) {
      return String.format("line separator U+%04X is not allowed", code);
    }
    boolean turns = (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
    return turns && !bidirectional
        ? String.format("direction of writing U+%04X is not allowed", code)
        : null;
  }

  private static String control(int code) {
    return String.format("control character U+%04X is not allowed", code);
  }
}
