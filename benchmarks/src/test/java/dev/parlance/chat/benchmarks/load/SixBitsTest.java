package dev.parlance.chat.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SixBitsTest {

  @Test
  void numbersComeBack() {
    Random random = new Random(42);
    for (int i = 0; i < 10_000; i++) {
      long number = random.nextLong() & SixBits.MOST;
      assertEquals(number, SixBits.number(SixBits.characters(number)));
    }
    assertEquals(SixBits.MOST, SixBits.number(SixBits.characters(SixBits.MOST)));
  }

  @Test
  void zeroIsEightZeros() {
    assertEquals(0x3030303030303030L, SixBits.characters(0));
  }

  @Test
  void anyOtherCharacterIsNoNumber() {
    for (int place = 0; place < 64; place += 8) {
      for (int c = 0; c < 256; c++) {
        boolean good = c >= '0' && c <= 'o';
        long characters = (SixBits.characters(0) & ~(0xffL << place)) | ((long) c << place);
        assertEquals(good, SixBits.number(characters) != SixBits.NOT_A_NUMBER, "character " + c);
      }
    }
  }
}
