package dev.parlance.chat.dialect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WireTest {

  private final Wire wire = new Wire();

  @Test
  void appendsTextAsUtf8() {
    wire.text("plain ").text("é€😀").text("\ud800!");
    assertEquals("plain é€😀?!", wire.toString());
    assertEquals(6 + 9 + 2, wire.size());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 10, 65535, -1, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void appendsNumbers(int number) {
    assertEquals(Integer.toString(number), wire.number(number).toString());
  }

  @Test
  void leavesTheSourceAsItIs() {
    ByteBuffer source = ByteBuffer.wrap("xhellox".getBytes(StandardCharsets.US_ASCII), 1, 5);
    wire.bytes(source).bytes(source).bytes(new byte[] {'!'});
    assertEquals("hellohello!", wire.toString());
    assertEquals(5, source.remaining());
    assertEquals("hellohello!", new String(wire.toByteArray(), StandardCharsets.US_ASCII));
  }

  @Test
  void countsMessages() {
    assertEquals(1, wire.messages());
    wire.next();
    assertEquals(1, wire.messages());
    for (int i = 0; i < 10; i++) {
      wire.next().next().number(i);
    }
    assertEquals(10, wire.messages());
    assertEquals(1, wire.size(9));
    assertArrayEquals(new byte[] {'9'}, wire.toByteArray(9));
    ByteBuffer target = ByteBuffer.allocate(1);
    wire.copyTo(target, 0);
    assertEquals('0', target.get(0));
    wire.clear();
    assertEquals(0, wire.size());
    assertEquals(1, wire.messages());
  }

  @Test
  void growsAsNeeded() {
    String long1 = "x".repeat(1000);
    wire.text("a").text(long1);
    assertEquals("a" + long1, wire.toString());
  }
}
