package dev.parlance.chat.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.dialect.Framing;
import dev.parlance.chat.dialect.Wire;
import dev.parlance.chat.spi.Peer.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  private static final int WINDOW = 1 << 20;

  private final Tape lines = new Tape(new PlainDialect(Framing.LINES, false), WINDOW);
  private final Tape chunks = new Tape(new PlainDialect(Framing.CHUNKS, false), WINDOW);

  @Test
  void whatIsDueLeavesInOneWrite() throws Exception {
    Cursor cursor = attached(lines);
    add(lines, "one\n");
    add(lines, "two\n");
    PickyChannel channel = new PickyChannel();
    assertEquals(Progress.IDLE, cursor.pull(channel));
    assertEquals(List.of("one\ntwo\n"), strings(channel));
  }

  @Test
  void wholeMessagesLeaveOneByOne() throws Exception {
    Cursor cursor = attached(chunks);
    add(chunks, "one");
    add(chunks, "two");
    PickyChannel channel = new PickyChannel();
    assertEquals(Progress.IDLE, cursor.pull(channel));
    assertEquals(List.of("one", "two"), strings(channel));
  }

  @Test
  void ownEntriesAreSteppedOverInOneWrite() throws Exception {
    Cursor cursor = attached(lines);
    add(lines, "a\n");
    addOwn(lines, cursor, "mine\n");
    add(lines, "b\n");
    addOwn(lines, cursor, "mine too\n");
    PickyChannel channel = new PickyChannel();
    assertEquals(Progress.IDLE, cursor.pull(channel));
    assertEquals(List.of("a\nb\n"), strings(channel));
  }

  @Test
  void bytesForThisPeerAloneKeepTheirPlace() throws Exception {
    Cursor cursor = new Cursor(lines);
    cursor.insert(new Wire().text("name?\n"));
    lines.attach(cursor);
    add(lines, "a\n");
    cursor.insert(new Wire().text("answer\n"));
    add(lines, "b\n");
    PickyChannel channel = new PickyChannel();
    assertEquals(Progress.IDLE, cursor.pull(channel));
    assertEquals("name?\na\nanswer\nb\n", new String(channel.bytes(), UTF_8));
    assertEquals(0, cursor.privateBytes());
    assertFalse(cursor.owes());
  }

  @Test
  void afterTheEndNothingIsOwed() throws Exception {
    Cursor cursor = attached(lines);
    add(lines, "a\n");
    cursor.end();
    add(lines, "b\n");
    PickyChannel channel = new PickyChannel();
    assertEquals(Progress.DONE, cursor.pull(channel));
    assertEquals("a\n", new String(channel.bytes(), UTF_8));
  }

  @Test
  void aCursorThatNeverJoinedIsDoneAfterItsOwnBytes() throws Exception {
    Cursor cursor = new Cursor(lines);
    cursor.insert(new Wire().text("too late\n"));
    cursor.end();
    PickyChannel channel = new PickyChannel();
    assertEquals(Progress.DONE, cursor.pull(channel));
    assertEquals("too late\n", new String(channel.bytes(), UTF_8));
  }

  @Test
  void aRefusedMessageIsOfferedAgainWhole() throws Exception {
    Cursor cursor = attached(chunks);
    add(chunks, "one");
    assertEquals(Progress.BLOCKED, cursor.pull(new PickyChannel(new Random(1), 0)));
    PickyChannel channel = new PickyChannel();
    assertEquals(Progress.IDLE, cursor.pull(channel));
    assertEquals(List.of("one"), strings(channel));
  }

  @Test
  void whoFallsOutOfTheWindowIsTold() throws Exception {
    Cursor cursor = attached(lines);
    String line = "x".repeat(1000) + "\n";
    while (lines.tail() == 0) {
      add(lines, line);
    }
    assertTrue(cursor.fellBehind());
    assertThrows(FellBehindException.class, () -> cursor.pull(new PickyChannel()));
  }

  @Test
  void noMoreThanTheWindowIsRetained() {
    attached(lines);
    String line = "x".repeat(1000) + "\n";
    for (int i = 0; i < 10 * WINDOW / 1000; i++) {
      add(lines, line);
      assertTrue(lines.head() - lines.tail() <= WINDOW);
    }
  }

  @Test
  void aChunkThatIsBeingReadIsNotWrittenTo() throws Exception {
    Cursor cursor = attached(lines);
    add(lines, "first\n");
    String later = "z".repeat(1000) + "\n";
    PickyChannel channel = new PickyChannel();
    channel.beforeEachWrite(
        () -> {
          while (lines.tail() < 2 * WINDOW) {
            add(lines, later);
          }
        });
    assertThrows(FellBehindException.class, () -> cursor.pull(channel));
    assertEquals(List.of("first\n"), strings(channel));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100, 5000})
  void anyMixtureArrivesExactly(int most) throws Exception {
    for (Tape tape : new Tape[] {lines, chunks}) {
      mixture(tape, new Random(most), most);
    }
  }

  /**
   * Entries, own entries and private bytes, pulled at random through a channel that takes little.
   */
  private static void mixture(Tape tape, Random random, int most)
      throws IOException, FellBehindException {
    Cursor cursor = attached(tape);
    PickyChannel channel = new PickyChannel(random, most);
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    for (int i = 0; i < 3000; i++) {
      String text = i + ":" + "y".repeat(random.nextInt(200)) + "\n";
      switch (random.nextInt(4)) {
        case 0 -> addOwn(tape, cursor, text);
        case 1 -> {
          cursor.insert(new Wire().text(text));
          expected.writeBytes(text.getBytes(UTF_8));
        }
        default -> {
          add(tape, text);
          expected.writeBytes(text.getBytes(UTF_8));
        }
      }
      if (random.nextInt(5) == 0) {
        cursor.pull(channel);
      }
    }
    cursor.end();
    int pulls = 0;
    while (cursor.pull(channel) != Progress.DONE) {
      assertTrue(++pulls < 10_000_000, "there is no end to it");
    }
    assertArrayEquals(expected.toByteArray(), channel.bytes());
  }

  @Test
  void whoSpeaksToItselfIsOwedNothing() {
    Cursor cursor = attached(lines);
    IntStream.range(0, 1000).forEach(i -> addOwn(lines, cursor, "mine\n"));
    assertEquals(lines.head(), assertDoesNotFail(cursor));
  }

  private static long assertDoesNotFail(Cursor cursor) {
    try {
      assertEquals(Progress.IDLE, cursor.pull(new PickyChannel()));
    } catch (IOException | FellBehindException failure) {
      throw new AssertionError(failure);
    }
    return cursor.position();
  }

  private static Cursor attached(Tape tape) {
    Cursor cursor = new Cursor(tape);
    tape.attach(cursor);
    return cursor;
  }

  private static void add(Tape tape, String text) {
    tape.compose().text(text);
    tape.append();
    tape.publish();
  }

  private static void addOwn(Tape tape, Cursor author, String text) {
    tape.compose().text(text);
    tape.append();
    author.skip(tape.entryStart(), tape.entryEnd());
    tape.publish();
  }

  private static List<String> strings(PickyChannel channel) {
    List<String> strings = new ArrayList<>();
    for (byte[] write : channel.writes()) {
      strings.add(new String(write, UTF_8));
    }
    return strings;
  }
}
