package dev.parlance.chat.engine;

import dev.parlance.chat.dialect.Framing;
import dev.parlance.chat.dialect.Wire;
import dev.parlance.chat.spi.Peer.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/**
 * A room's log, written by one thread at a time, while two members read it, each on a thread of its
 * own: whatever they meet, it is what they would have met had they taken turns: the next entry,
 * whole, or the end, or that it is no longer retained. Entries are so large that each fills a chunk
 * of its own, and so few are retained that almost every one evicts another.
 */
public final class LogRaceTest {

  /** More than half a chunk, so that no two lie in one. */
  private static final int ENTRY = 140 << 10;

  /** Two chunks. */
  private static final int WINDOW = 512 << 10;

  private static final int IDLE = 0;
  private static final int FELL_BEHIND = -1;

  private final ReentrantLock room = new ReentrantLock();
  private final Tape tape = new Tape(new PlainDialect(Framing.LINES, false), WINDOW);
  private final Cursor first = new Cursor(tape);
  private final Cursor second = new Cursor(tape);
  private final Reading firstReading = new Reading();
  private final Reading secondReading = new Reading();
  private int entries;

  /** Made for each run. */
  public LogRaceTest() {
    tape.attach(first);
    tape.attach(second);
  }

  /** {@return the number of the entry that was appended} */
  @Operation
  public int append() {
    room.lock();
    try {
      int number = ++entries;
      tape.compose().bytes(entry(number));
      tape.append();
      tape.publish();
      return number;
    } finally {
      room.unlock();
    }
  }

  /** {@return the number of the entry that was read, or what was met instead} */
  @Operation(nonParallelGroup = "first")
  public int firstReads() {
    return read(first, firstReading);
  }

  /** {@return the number of the entry that was read, or what was met instead} */
  @Operation(nonParallelGroup = "second")
  public int secondReads() {
    return read(second, secondReading);
  }

  private static byte[] entry(int number) {
    byte[] bytes = new byte[ENTRY];
    Arrays.fill(bytes, (byte) number);
    return bytes;
  }

  private static int read(Cursor cursor, Reading reading) {
    try {
      reading.begin();
      Progress progress = cursor.pull(reading);
      return progress == Progress.IDLE && reading.entry == 0 ? IDLE : reading.entry;
    } catch (FellBehindException tooSlow) {
      return FELL_BEHIND;
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Takes one entry, and nothing after it, so that a pull is one step. */
  private static final class Reading implements GatheringByteChannel {

    private int entry;

    void begin() {
      entry = 0;
    }

    @Override
    public int write(ByteBuffer source) {
      if (entry != 0 || !source.hasRemaining()) {
        return 0;
      }
      entry = source.get(source.position());
      ByteBuffer whole = ByteBuffer.wrap(entry(entry));
      ByteBuffer offered = source.slice(source.position(), Math.min(ENTRY, source.remaining()));
      if (offered.mismatch(whole) >= 0) {
        throw new IllegalStateException("entry " + entry + " is torn");
      }
      source.position(source.position() + ENTRY);
      return ENTRY;
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

  @Test
  void underStress() {
    Races.stress()
        .actorsBefore(2)
        .threads(3)
        .actorsPerThread(4)
        .actorsAfter(0)
        .check(LogRaceTest.class);
  }

  @Test
  void inEveryInterleavingThatIsTried() {
    Races.modelChecking(Wire.class, Reading.class)
        .actorsBefore(2)
        .threads(3)
        .actorsPerThread(3)
        .actorsAfter(0)
        .check(LogRaceTest.class);
  }
}
