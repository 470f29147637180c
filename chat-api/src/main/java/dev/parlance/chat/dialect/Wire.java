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

  /** Where messages after the first begin. */
  private int[] starts = new int[4];

  private int breaks;

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
    return bytes(ByteBuffer.wrap(source));
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

  /**
   * Ends a message: what is appended from here on is another one, which leaves in a write of its
   * own where message boundaries matter. Does nothing at the start of a message.
   */
  public Wire next() {
    if (size > start(breaks)) {
      if (breaks == starts.length) {
        starts = Arrays.copyOf(starts, 2 * breaks);
      }
      starts[breaks++] = size;
    }
    return this;
  }

  /** {@return how many bytes have been appended} */
  public int size() {
    return size;
  }

  /** {@return how many messages there are, the last perhaps empty; at least one} */
  public int messages() {
    return breaks + 1;
  }

  /** {@return the size of a message in bytes} */
  public int size(int message) {
    return end(message) - start(message);
  }

  /** Forgets what was appended. */
  public void clear() {
    size = 0;
    breaks = 0;
  }

  /** {@return a copy of all that was appended} */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** {@return a copy of a message} */
  public byte[] toByteArray(int message) {
    return Arrays.copyOfRange(bytes, start(message), end(message));
  }

  /** Copies a message into {@code target}, which must have room for it. */
  public void copyTo(ByteBuffer target, int message) {
    target.put(bytes, start(message), size(message));
  }

  private int start(int message) {
    return message == 0 ? 0 : starts[message - 1];
  }

  private int end(int message) {
    return message == breaks ? size : starts[message];
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
