package dev.parlance.chat.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Recognises, by its first bytes, a peer that speaks another protocol by mistake. */
final class ForeignProtocol {

  /**
   * The content type of a TLS handshake record (RFC 8446, section 5.1); a control character in
   * text.
   */
  private static final byte TLS_HANDSHAKE = 0x16;

  private static final byte[] SSH = "SSH-".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HTTP = " HTTP/".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private ForeignProtocol() {}

  /** Returns what the very first byte of a connection shows it to be, or null. */
  static @Nullable String ofFirstByte(byte first) {
    return first == TLS_HANDSHAKE ? "this port does not speak TLS" : null;
  }

  /** Returns what the first frame of a connection shows it to be, or null. */
  static @Nullable String ofFirstFrame(ByteBuffer frame) {
    if (startsWith(frame, SSH)) {
      return "this is a chat server, not SSH";
    }
    if (startsWith(frame, MARK)) {
      return "text must not begin with a byte order mark";
    }
    return contains(frame, HTTP) && beginsWithCapitals(frame)
        ? "this is a chat server, not HTTP"
        : null;
  }

  private static boolean startsWith(ByteBuffer frame, byte[] prefix) {
    return frame.remaining() >= prefix.length && matches(frame, frame.position(), prefix);
  }

  private static boolean contains(ByteBuffer frame, byte[] part) {
    for (int i = frame.position(); i <= frame.limit() - part.length; i++) {
      if (matches(frame, i, part)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(ByteBuffer frame, int at, byte[] part) {
    for (int i = 0; i < part.length; i++) {
      if (frame.get(at + i) != part[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * A method of HTTP is some capitals and a space: RFC 9110, section 9. The shortest have three,
   * which tells them from a person who says "I like HTTP/1.1".
   */
  private static boolean beginsWithCapitals(ByteBuffer frame) {
    int i = frame.position();
    while (i < frame.limit() && frame.get(i) >= 'A' && frame.get(i) <= 'Z') {
      i++;
    }
    return i >= frame.position() + 3 && i < frame.limit() && frame.get(i) == ' ';
  }
}
