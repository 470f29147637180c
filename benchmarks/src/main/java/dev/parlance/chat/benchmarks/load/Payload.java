package dev.parlance.chat.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A message of the benchmark: 64 characters, of which each is checked when it arrives.
 *
 * <pre>
 *   to the server     sequence(8) time(8) talker(8) seal(40) \n
 *   from the server   m00042: sequence(8) time(8) talker(8) seal(40) \n
 * </pre>
 *
 * <p>The seal follows from talker and sequence, so that a message made of halves of two others does
 * not pass. Time is when the message was meant to be sent, in nanoseconds since the generator
 * started.
 */
final class Payload {

  /** Bytes of a message on its way to the server, with its line feed. */
  static final int SENT = 65;

  /** Bytes of a message on its way from the server: with name, colon, space and line feed. */
  static final int RECEIVED = 73;

  static final int NAME = 6;

  private static final int PREFIX = NAME + 2;
  private static final int SEAL = PREFIX + 24;
  private static final int SEAL_END = PREFIX + 64;

  private Payload() {}

  /** {@return the name of the member with this index, 0 to 99 999} */
  static String name(int member) {
    String digits = Integer.toString(100_000 + member);
    return "m" + digits.substring(1);
  }

  /** {@return name, colon and space as they begin each line of this talker's} */
  static long prefix(int talker) {
    byte[] bytes = (name(talker) + ": ").getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  /** Appends a message and its line feed; the buffer must be little endian. */
  static void write(ByteBuffer out, int talker, long sequence, long time) {
    out.putLong(SixBits.characters(sequence));
    out.putLong(SixBits.characters(time));
    out.putLong(SixBits.characters(talker));
    long seal = seal(talker, sequence);
    for (int turn = 0; turn < 40; turn += 8) {
      out.putLong(Long.rotateLeft(seal, turn));
    }
    out.put((byte) '\n');
  }

  static long sequence(ByteBuffer line, int at) {
    return SixBits.number(line.getLong(at + PREFIX));
  }

  static long time(ByteBuffer line, int at) {
    return SixBits.number(line.getLong(at + PREFIX + 8));
  }

  static long talker(ByteBuffer line, int at) {
    return SixBits.number(line.getLong(at + PREFIX + 16));
  }

  /** {@return whether the line at {@code at} is the message that these numbers make} */
  static boolean isIntact(ByteBuffer line, int at, long prefix, int talker, long sequence) {
    long seal = seal(talker, sequence);
    long difference = line.getLong(at) ^ prefix;
    int turn = 0;
    for (int i = at + SEAL; i < at + SEAL_END; i += 8) {
      difference |= line.getLong(i) ^ Long.rotateLeft(seal, turn);
      turn += 8;
    }
    return difference == 0 && line.get(at + RECEIVED - 1) == '\n';
  }

  private static long seal(int talker, long sequence) {
    long mixed = (sequence * 0x9e3779b97f4a7c15L + talker + 1) * 0xbf58476d1ce4e5b9L;
    return SixBits.characters(mixed >>> 16);
  }
}
