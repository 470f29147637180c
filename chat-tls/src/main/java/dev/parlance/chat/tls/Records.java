package dev.parlance.chat.tls;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLException;

/**
 * Where one record ends and the next begins (RFC 8446, section 5.1):
 *
 * <pre>
 *   type: 20 to 24 | version: 3, 1 to 4 | length: two bytes | as many bytes
 * </pre>
 */
final class Records {

  static final int HEADER = 5;

  private static final int FIRST_TYPE = 20;
  private static final int LAST_TYPE = 24;

  private Records() {}

  /**
   * {@return how many bytes the record has that {@code source} begins with, its header included;
   * or, before they are known, how many bytes are needed to know}
   *
   * @throws SSLException if no record begins like this
   */
  static int size(ByteBuffer source) throws SSLException {
    if (!source.hasRemaining()) {
      return HEADER;
    }
    int start = source.position();
    int type = source.get(start);
    if (type < FIRST_TYPE || type > LAST_TYPE) {
      throw new SSLException("this is not TLS: plain text, or another protocol");
    }
    if (source.remaining() < HEADER) {
      return HEADER;
    }
    int size = HEADER + (unsigned(source, start + 3) << 8 | unsigned(source, start + 4));
    if (size > Buffers.RECORD) {
      throw new SSLException("a record of " + size + " bytes");
    }
    return size;
  }

  private static int unsigned(ByteBuffer source, int index) {
    return Byte.toUnsignedInt(source.get(index));
  }

  /** {@return whether there is a whole record at the start of {@code source}} */
  static boolean isWhole(ByteBuffer source) throws SSLException {
    return source.remaining() >= size(source);
  }

  /**
   * Moves bytes from {@code input} until the record that {@code begun} holds the start of is whole,
   * or there is no input left.
   *
   * @return the record as far as it is there, in a buffer that grows with what came and not with
   *     what the header claims
   */
  static ByteBuffer completed(ByteBuffer begun, ByteBuffer input) throws SSLException {
    ByteBuffer record = begun;
    for (int missing = size(record) - record.remaining();
        missing > 0 && input.hasRemaining();
        missing = size(record) - record.remaining()) {
      record = appended(record, input, Math.min(missing, input.remaining()));
    }
    return record;
  }

  /** Behind what remains of {@code record}: in place if there is room. */
  private static ByteBuffer appended(ByteBuffer record, ByteBuffer input, int count) {
    int size = record.remaining();
    ByteBuffer target = record;
    if (record.capacity() - record.limit() < count) {
      int capacity = Math.min(Buffers.RECORD, Math.max(size + count, 2 * size));
      target = ByteBuffer.allocate(Math.max(size + count, capacity)).put(record).flip();
    }
    int end = target.limit();
    target.limit(end + count);
    target.put(end, input, input.position(), count);
    input.position(input.position() + count);
    return target;
  }
}
