package dev.parlance.chat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parlance.chat.dialect.Framing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FramerTest {

  private static final int LONGEST = 16;

  private final List<String> found = new ArrayList<>();
  private final Framer.Frames frames =
      new Framer.Frames() {
        @Override
        public void frame(ByteBuffer frame) {
          found.add("'" + StandardCharsets.ISO_8859_1.decode(frame.duplicate()) + "'");
        }

        @Override
        public void tooLong() {
          found.add("too long");
        }

        @Override
        public void endless() {
          found.add("endless");
        }

        @Override
        public boolean wantsMore() {
          return !oneByOne || found.size() < most;
        }
      };

  private boolean oneByOne;
  private int most;

  private Framer framer(Framing framing) {
    return new Framer(framing, LONGEST, 4 * LONGEST);
  }

  private List<String> fed(Framer framer, String... reads) {
    for (String read : reads) {
      ByteBuffer input = ByteBuffer.wrap(read.getBytes(StandardCharsets.UTF_8));
      framer.feed(input, frames);
      assertEquals(0, input.remaining(), "all input is taken");
    }
    return found;
  }

  @ParameterizedTest
  @CsvSource({
    "-1, '', true",
    "0, '', true",
    "1, '', false",
    "2, '', false",
    "-1, '\r', true",
    "0, '\r', true",
    "1, '\r', false",
    "2, '\r', false"
  })
  void takesALineUpToTheLimitInOneReadAndInTwo(int over, String carriageReturn, boolean fits) {
    // An e with an accent is two bytes and lies across the limit when the line is too long by one.
    String line = "x".repeat(LONGEST + over - 2) + "é";
    String shown = "'" + "x".repeat(LONGEST + over - 2) + "\u00c3\u00a9'";
    List<String> expected = List.of(fits ? shown : "too long", "'next'");
    byte[] sent = (line + carriageReturn + "\nnext\n").getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut <= sent.length; cut++) {
      found.clear();
      Framer framer = framer(Framing.LINES);
      framer.feed(ByteBuffer.wrap(sent, 0, cut), frames);
      framer.feed(ByteBuffer.wrap(sent, cut, sent.length - cut), frames);
      assertEquals(expected, found);
      assertEquals(0, framer.unfinished());
    }
  }

  @Test
  void endsALineByALineFeedWithOneCarriageReturn() {
    assertEquals(
        List.of("'a'", "''", "''", "'b\r'", "'c\rd'"),
        fed(framer(Framing.LINES), "a\r\n\n\r\nb\r\r\nc\rd\ne"));
  }

  @Test
  void tellsWhatHasComeSinceTheLastLine() {
    Framer framer = framer(Framing.LINES);
    fed(framer, "a\n-", "1");
    assertEquals("-1", StandardCharsets.UTF_8.decode(framer.rest()).toString());
    assertEquals(2, framer.unfinished());
    framer.dropRest();
    assertEquals(0, framer.rest().remaining());
    assertEquals(List.of("'a'", "'b'"), fed(framer, "b\n"));
  }

  @Test
  void givesUpOnALineThatGoesOnAndOn() {
    Framer framer = framer(Framing.LINES);
    fed(framer, "x".repeat(4 * LONGEST));
    assertEquals(0, framer.rest().remaining());
    assertEquals(List.of("endless"), fed(framer, "x", "y\nz\n"));
  }

  @Test
  void takesAReadForAChunk() {
    assertEquals(
        List.of("'a\n'", "'b'", "'0123456789abcdef'", "'g'"),
        fed(framer(Framing.CHUNKS), "a\n", "", "b", "0123456789abcdefg"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"c3a9", "e282ac", "f09f9880", "f48fbfbf"})
  void waitsForTheRestOfACharacter(String hex) {
    byte[] character = HexFormat.of().parseHex(hex);
    String shown = new String(character, StandardCharsets.ISO_8859_1);
    for (int cut = 1; cut < character.length; cut++) {
      found.clear();
      Framer framer = framer(Framing.CHUNKS);
      framer.feed(ByteBuffer.wrap(character, 0, cut), frames);
      assertEquals(List.of(), found);
      assertEquals(cut, framer.unfinished());
      framer.feed(ByteBuffer.wrap(character, cut, character.length - cut), frames);
      assertEquals(List.of("'" + shown + "'"), found);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"61ff", "61c0", "61c1", "6180", "618080", "61808080", "61f5", "61c3a9"})
  void waitsForNoneThatCannotBe(String hex) {
    byte[] chunk = HexFormat.of().parseHex(hex);
    framer(Framing.CHUNKS).feed(ByteBuffer.wrap(chunk), frames);
    assertEquals(List.of("'" + new String(chunk, StandardCharsets.ISO_8859_1) + "'"), found);
  }

  @Test
  void cutsALongChunkBetweenCharacters() {
    assertEquals(
        List.of("'" + "x".repeat(13) + "'", "'\u00f0\u009f\u0098\u0080xx'"),
        fed(framer(Framing.CHUNKS), "x".repeat(13) + "😀xx"));
  }

  @Test
  void cutsAChunkThatIsNoTextSomewhere() {
    byte[] chunk = new byte[20];
    Arrays.fill(chunk, (byte) 0x80);
    framer(Framing.CHUNKS).feed(ByteBuffer.wrap(chunk), frames);
    assertEquals(2, found.size());
    assertEquals(20 + 4, found.get(0).length() + found.get(1).length());
  }

  @Test
  void takesADatagramAsAWhole() {
    assertEquals(
        List.of("'a\nb'", "''", "'0123456789abcdef'", "too long", "'c'"),
        fed(framer(Framing.DATAGRAMS), "a\nb", "", "0123456789abcdef", "0123456789abcdefg", "c"));
  }

  @ParameterizedTest
  @CsvSource({"LINES, 5", "CHUNKS, 3"})
  void findsTheSameIfFramesAreWantedOneByOne(Framing framing, int frameCount) {
    byte[] sent =
        "a\nbé\n0123456789abcdefg\n\r\n0123456789abc😀\n".getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut <= sent.length; cut++) {
      oneByOne = false;
      List<String> atOnce = List.copyOf(fedInTwo(framer(framing), sent, cut));
      oneByOne = true;
      assertEquals(atOnce, fedInTwo(framer(framing), sent, cut), "cut at " + cut);
      assertEquals(frameCount, cut == 0 ? found.size() : frameCount);
    }
  }

  private List<String> fedInTwo(Framer framer, byte[] sent, int cut) {
    found.clear();
    for (ByteBuffer input :
        List.of(ByteBuffer.wrap(sent, 0, cut), ByteBuffer.wrap(sent, cut, sent.length - cut))) {
      while (input.hasRemaining()) {
        most = found.size() + 1;
        framer.feed(input, frames);
      }
    }
    return found;
  }
}
