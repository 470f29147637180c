package dev.parlance.chat.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.dialect.Framing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One thread writes a tape many times over, while others read it as fast as they can: what each
 * reads is numbers, one after the other, until it has them all or is told that it is too slow.
 */
@Timeout(120)
final class TapeRaceTest {

  private static final int READERS = 3;
  private static final int NUMBERS = 50_000;

  /** Two chunks, so that they are used again all the time. */
  private static final int WINDOW = 512 << 10;

  /** A number's bytes, its line feed included. */
  private static final int SIZE = 100;

  private final ReentrantLock room = new ReentrantLock();
  private volatile boolean complete;

  @ParameterizedTest
  @EnumSource(
      value = Framing.class,
      names = {"LINES", "CHUNKS"})
  void readersReadWhatWasWritten(Framing framing) throws Exception {
    Tape tape = new Tape(new PlainDialect(framing, false), WINDOW);
    ExecutorService threads = Executors.newFixedThreadPool(READERS);
    List<Future<Integer>> readers = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      Cursor first = attached(tape);
      readers.add(threads.submit(() -> read(tape, first)));
    }
    for (int number = 0; number < NUMBERS; number++) {
      append(tape, number);
    }
    complete = true;
    for (Future<Integer> reader : readers) {
      assertEquals(NUMBERS - 1, reader.get());
    }
    threads.shutdown();
    assertTrue(tape.head() - tape.tail() <= WINDOW);
  }

  private Cursor attached(Tape tape) {
    Cursor cursor = new Cursor(tape);
    room.lock();
    try {
      tape.attach(cursor);
    } finally {
      room.unlock();
    }
    return cursor;
  }

  private void append(Tape tape, int number) {
    room.lock();
    try {
      String digits = Integer.toString(number);
      tape.compose().text("0".repeat(SIZE - 1 - digits.length())).text(digits).text("\n");
      tape.append();
      tape.publish();
    } finally {
      room.unlock();
    }
  }

  /** Who was too slow begins again where the tape is by then; returns the last number read. */
  private int read(Tape tape, Cursor first) throws IOException {
    Cursor cursor = first;
    Counting counting = new Counting();
    while (counting.last() < NUMBERS - 1) {
      boolean last = complete;
      try {
        boolean idle = cursor.pull(counting) == Session.Progress.IDLE;
        if (idle && last && counting.last() < NUMBERS - 1) {
          return NUMBERS - 1; // attached after the last was written
        }
      } catch (FellBehindException tooSlow) {
        cursor = attached(tape);
        counting = new Counting();
      }
    }
    return counting.last();
  }

  /** Takes a few hundred bytes at a time, and checks that the numbers follow each other. */
  private static final class Counting implements GatheringByteChannel {

    private final byte[] line = new byte[SIZE];
    private int filled;
    private int last = -1;
    private int taken;

    int last() {
      return last;
    }

    @Override
    public int write(ByteBuffer source) {
      int count = Math.min(source.remaining(), 1 + taken++ % 700);
      for (int i = 0; i < count; i++) {
        take(source.get());
      }
      return count;
    }

    private void take(byte b) {
      line[filled++] = b;
      if (filled == SIZE) {
        int number = Integer.parseInt(new String(line, 0, SIZE - 1, US_ASCII));
        assertTrue(last < 0 || number == last + 1, () -> number + " after " + last);
        assertEquals('\n', b);
        last = number;
        filled = 0;
      }
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
      return write(sources[offset]);
    }

    @Override
    public long write(ByteBuffer[] sources) {
      return write(sources, 0, sources.length);
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
