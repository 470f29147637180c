package dev.parlance.chat.dialect;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes being composed: what a dialect appends its messages to. Grows as needed and is used again,
 * so that encoding allocates nothing on the steady path. Not safe for use by several threads.
 */
public final class Wire {

  private byte[] bytes = new byte[256];
  private int size;

  /** Starts empty. */
  public Wire() {}

  /** Appends {@code text} as UTF-8; a surrogate without its partner becomes {@code ?}. */
  public Wire text(String text) {
    int length = text.length();
    reserve(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        return bytes(text.substring(i).getBytes(StandardCharsets.UTF_8));
      }
      bytes[size++] = (byte) c;
    }
    return this;
  }

  /** Appends the bytes from position to limit and leaves both as they are. */
  public Wire bytes(ByteBuffer source) {
    int length = source.remaining();
    reserve(length);
    source.get(source.position(), bytes, size, length);
    size += length;
    return this;
  }

  /** Appends all of {@code source}. */
  public Wire bytes(byte[] source) {
    reserve(source.length);
    System.arraycopy(source, 0, bytes, size, source.length);
    size += source.length;
    return this;
  }

  /** Appends {@code number} in decimal digits. */
  public Wire number(int number) {
    if (number >= 0 && number < 10) {
      reserve(1);
      bytes[size++] = (byte) ('0' + number);
      return this;
    }
    return text(Integer.toString(number));
  }

  /** {@return how many bytes have been appended} */
  public int size() {
    return size;
  }

  /** Forgets what was appended. */
  public void clear() {
    size = 0;
  }

  /** {@return a copy of what was appended} */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Copies what was appended into {@code target}, which must have room for it. */
  public void copyTo(ByteBuffer target) {
    target.put(bytes, 0, size);
  }

  /** {@return what was appended, read as UTF-8} */
  @Override
  public String toString() {
    return new String(bytes, 0, size, StandardCharsets.UTF_8);
  }

  private void reserve(int more) {
    if (more > bytes.length - size) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
