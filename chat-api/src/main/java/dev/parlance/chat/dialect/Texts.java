package dev.parlance.chat.dialect;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What dialects do with text in common. */
final class Texts {

  /** The least room for text in a piece, however long the prefix. */
  private static final int LEAST = 16;

  private Texts() {}

  /**
   * Reads UTF-8; what is not becomes U+FFFD. Not by {@link java.nio.charset.Charset#decode}, which
   * keeps a decoder for each thread: with a thread for each member that is memory.
   */
  static String string(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(bytes.position(), copy);
    return new String(copy, StandardCharsets.UTF_8);
  }

  static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns valid UTF-8 with a question mark for each character that is not ASCII. */
  static ByteBuffer ascii(ByteBuffer text) {
    ByteBuffer plain = ByteBuffer.allocate(text.remaining());
    for (int i = text.position(); i < text.limit(); i++) {
      byte b = text.get(i);
      boolean continues = (b & 0xc0) == 0x80;
      if (!continues) {
        plain.put(b >= 0 ? b : (byte) '?');
      }
    }
    return plain.flip();
  }

  static boolean is(ByteBuffer bytes, String ascii) {
    return bytes.remaining() == ascii.length() && startsWith(bytes, ascii);
  }

  static boolean startsWith(ByteBuffer bytes, String ascii) {
    if (bytes.remaining() < ascii.length()) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (bytes.get(bytes.position() + i) != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Narrows to what stands before the line breaks at the end, if there are any. */
  static ByteBuffer withoutLineBreak(ByteBuffer bytes) {
    int end = bytes.limit();
    while (end > bytes.position() && isLineBreak(bytes.get(end - 1))) {
      end--;
    }
    return bytes.limit(end);
  }

  /**
   * Narrows {@code bytes} to their next line, and returns where the line after it begins. A line
   * feed ends a line, with the carriage return before it if there is one.
   */
  static int nextLine(ByteBuffer bytes) {
    int limit = bytes.limit();
    int end = bytes.position();
    while (end < limit && bytes.get(end) != '\n') {
      end++;
    }
    boolean both = end > bytes.position() && end < limit && bytes.get(end - 1) == '\r';
    bytes.limit(both ? end - 1 : end);
    return Math.min(end + 1, limit);
  }

  private static boolean isLineBreak(byte b) {
    return b == '\n' || b == '\r';
  }

  /**
   * Appends {@code prefix} and {@code text} as one message, or as several, each with the prefix,
   * that are no longer than {@code most} bytes; no character is split.
   *
   * <p>For dialects without framing, whose readers take up to so many bytes for one message: what
   * such a reader finds after its own cut would have no prefix, and could be made to look like
   * somebody else's. No piece of several is shorter than {@value #LEAST} / 2 bytes less a
   * character, lest the end of a text be taken for a sentinel.
   */
  static void pieces(String prefix, ByteBuffer text, int most, Wire out) {
    int limit = text.limit();
    int start = text.position();
    int room = Math.max(most - size(prefix), LEAST);
    int at = start;
    do {
      int end = cut(text, at, room);
      out.next().text(prefix).bytes(text.position(at).limit(end));
      text.limit(limit);
      at = end;
    } while (at < limit);
    text.position(start);
  }

  /** Returns where a piece of at most {@code room} bytes ends that begins at {@code at}. */
  private static int cut(ByteBuffer text, int at, int room) {
    int limit = text.limit();
    if (limit - at <= room) {
      return limit;
    }
    int end = Math.min(at + room, limit - LEAST / 2);
    while ((text.get(end) & 0xc0) == 0x80) {
      end--;
    }
    return end;
  }

  /** Returns how many bytes {@code text} takes. */
  static int size(String text) {
    return bytes(text).remaining();
  }
}
