package dev.parlance.chat.engine;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The ways in which a network may cut what was sent. */
final class Reads {

  private Reads() {}

  static List<byte[]> whole(byte[] sent) {
    return sent.length == 0 ? List.of() : List.of(sent.clone());
  }

  static List<byte[]> bytes(byte[] sent) {
    List<byte[]> reads = new ArrayList<>();
    for (byte b : sent) {
      reads.add(new byte[] {b});
    }
    return reads;
  }

  /** Cut at random, but each time the same for the same bytes. */
  static List<byte[]> random(byte[] sent) {
    Random random = random(sent, 1);
    int most = 1 << (1 + random.nextInt(10));
    List<byte[]> reads = new ArrayList<>();
    for (int at = 0; at < sent.length; ) {
      int end = Math.min(sent.length, at + 1 + random.nextInt(most));
      reads.add(Arrays.copyOfRange(sent, at, end));
      at = end;
    }
    return reads;
  }

  /** Chance that depends on the bytes and nothing else, so that a finding can be found again. */
  static Random random(byte[] sent, int salt) {
    return new Random(31L * Arrays.hashCode(sent) + salt);
  }

  static boolean isUtf8(byte[] sent) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(sent));
      return true;
    } catch (CharacterCodingException malformed) {
      return false;
    }
  }
}
