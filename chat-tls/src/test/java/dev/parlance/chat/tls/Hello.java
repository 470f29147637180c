package dev.parlance.chat.tls;

import java.nio.ByteBuffer;

/** What clients of TLS begin with (RFC 5246, section 7.4.1.2), byte by byte. */
final class Hello {

  private Hello() {}

  /** {@return a whole ClientHello that offers no more than TLS 1.1, and no extension} */
  static byte[] ofTls11() {
    ByteBuffer body = ByteBuffer.allocate(43);
    body.put(new byte[] {3, 2}).put(new byte[32]); // version, random
    body.put((byte) 0); // no session
    body.put(new byte[] {0, 4, 0, 0x2f, 0, 0x35}); // AES with RSA
    body.put(new byte[] {1, 0}); // not compressed
    return record(handshake(1, body.flip()));
  }

  /** {@return a whole ServerHello that chooses TLS 1.1} */
  static byte[] serverOfTls11() {
    ByteBuffer body = ByteBuffer.allocate(38);
    body.put(new byte[] {3, 2}).put(new byte[32]);
    body.put((byte) 0).put(new byte[] {(byte) 0xc0, 0x13}).put((byte) 0); // AES with ECDHE
    return record(handshake(2, body.flip()));
  }

  /**
   * {@return a record that begins a ClientHello of {@code claimed} bytes with {@code size} of them}
   */
  static byte[] begun(int claimed, int size) {
    ByteBuffer message = ByteBuffer.allocate(4 + size);
    message.putInt(1 << 24 | claimed);
    message.put(new byte[] {3, 3});
    return record(message.rewind());
  }

  private static ByteBuffer handshake(int type, ByteBuffer body) {
    return ByteBuffer.allocate(4 + body.remaining())
        .putInt(type << 24 | body.remaining())
        .put(body)
        .flip();
  }

  private static byte[] record(ByteBuffer message) {
    return ByteBuffer.allocate(5 + message.remaining())
        .put(new byte[] {22, 3, 1})
        .putShort((short) message.remaining())
        .put(message)
        .array();
  }
}
