package dev.parlance.chat.examples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class WrappingTest {

  private static List<String> wrapped(String line, int width) {
    return Wrapping.wrapped(new AttributedString(line), width).stream()
        .map(AttributedString::toString)
        .toList();
  }

  @Test
  void whatFitsStaysWhole() {
    assertEquals(List.of("← tim: hello"), wrapped("← tim: hello", 12));
  }

  @Test
  void aLineBreaksBetweenWordsAndGoesOnUnderItsText() {
    assertEquals(
        List.of("← tim: hello", "  lena and", "  bob"), wrapped("← tim: hello lena and bob", 12));
  }

  @Test
  void aWordThatIsTooLongBreaksAnywhere() {
    assertEquals(List.of("← abcdefgh", "  ijklmnop", "  q"), wrapped("← abcdefghijklmnopq", 10));
  }

  @Test
  void aWideCharacterIsNeverCut() {
    assertEquals(List.of("← 日本日", "  本日"), wrapped("← 日本日本日", 9));
  }
}
