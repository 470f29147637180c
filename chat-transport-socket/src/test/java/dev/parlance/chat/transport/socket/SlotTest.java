package dev.parlance.chat.transport.socket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class SlotTest {

  private final Slot stream = new Slot(8, false);
  private final Slot datagram = new Slot(8, true);

  @Test
  void takesOneWriteAndRefusesTheNext() throws IOException {
    ByteBuffer second = bytes("de");
    assertEquals(3, stream.write(bytes("abc")));
    assertEquals(0, stream.write(second));
    assertEquals(2, second.remaining());
    assertEquals("abc", content(stream));
  }

  @Test
  void takesAgainWhenCleared() throws IOException {
    stream.write(bytes("abc"));
    stream.clear();
    assertFalse(stream.used());
    assertEquals(2, stream.write(bytes("de")));
    assertEquals("de", content(stream));
  }

  @Test
  void takesAsMuchOfAStreamAsThereIsRoomFor() throws IOException {
    ByteBuffer source = bytes("0123456789");
    assertEquals(8, stream.write(source));
    assertEquals(8, source.position());
    assertEquals("01234567", content(stream));
  }

  @Test
  void gathersInOrderAndLeavesTheRest() throws IOException {
    ByteBuffer[] sources = {bytes("not this"), bytes("abc"), bytes(""), bytes("defghij")};
    assertEquals(8, stream.write(sources, 1, 3));
    assertEquals("abcdefgh", content(stream));
    assertEquals(0, sources[0].position());
    assertEquals(2, sources[3].remaining());
  }

  @Test
  void countsNoWriteOfNothingToAStream() throws IOException {
    assertEquals(0, stream.write(bytes("")));
    assertFalse(stream.used());
    assertEquals(1, stream.write(bytes("a")));
  }

  @Test
  void takesAnEmptyDatagramForOne() throws IOException {
    assertEquals(0, datagram.write(bytes("")));
    assertTrue(datagram.used());
    assertEquals(0, datagram.size());
  }

  @Test
  void refusesADatagramThatDoesNotFitAndTakesNoneOfIt() {
    ByteBuffer source = bytes("012345678");
    assertThrows(IOException.class, () -> datagram.write(source));
    assertEquals(0, source.position());
    assertFalse(datagram.used());
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(US_ASCII));
  }

  private static String content(Slot slot) {
    return new String(slot.array(), 0, slot.size(), US_ASCII);
  }
}
