package dev.parlance.chat.engine;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Secrets on their way, which leave no copies behind that can be helped. */
final class Secrets {

  private Secrets() {}

  /** Returns what valid UTF-8 says. */
  static char[] chars(ByteBuffer text) {
    CharBuffer decoded = CharBuffer.allocate(text.remaining());
    CoderResult unused =
        StandardCharsets.UTF_8.newDecoder().decode(text.duplicate(), decoded, true);
    char[] chars = Arrays.copyOf(decoded.array(), decoded.position());
    Arrays.fill(decoded.array(), '\0');
    return chars;
  }

  /** Overwrites what lies from position to limit, where that is allowed. */
  static void wipe(ByteBuffer secret) {
    if (!secret.isReadOnly()) {
      for (int i = secret.position(); i < secret.limit(); i++) {
        secret.put(i, (byte) 0);
      }
    }
  }
}
