package dev.parlance.chat.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.dialect.Framing;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Feeds reads to a framer as a session does, and what comes out to one half of a dialect. Checks
 * what any framer keeps to, whatever it is fed.
 */
final class Decoding implements Framer.Frames {

  static final int LONGEST = 64;
  static final int ENDLESS = 4 * LONGEST;

  /** Takes the frames. */
  interface Half {

    /** A frame, or null in the place of one that was too long. */
    void frame(@Nullable ByteBuffer frame);

    /** Whether the conversation is over: further frames are dropped. */
    default boolean over() {
      return false;
    }
  }

  private final Framing framing;
  private final Framer framer;
  private final Half half;
  private final ByteArrayOutputStream framed = new ByteArrayOutputStream();
  private @Nullable Random moods;
  private boolean endless;

  Decoding(Framing framing, Half half) {
    this.framing = framing;
    this.framer = new Framer(framing, LONGEST, ENDLESS);
    this.half = half;
  }

  /** Has another frame not be welcome now and then. */
  Decoding moody(Random random) {
    moods = random;
    return this;
  }

  /** Feeds all reads; what is not taken at once is offered again, until it is. */
  Decoding feed(List<byte[]> reads) {
    ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>();
    reads.forEach(read -> waiting.add(ByteBuffer.wrap(read)));
    int rounds = 0;
    while (!waiting.isEmpty()) {
      ByteBuffer next = waiting.getFirst();
      framer.feed(next, this);
      if (!next.hasRemaining()) {
        waiting.removeFirst();
      }
      assertTrue(framer.rest().remaining() <= LONGEST + 1, "more is kept than a frame");
      assertTrue(++rounds <= 200_000, "the framer does not get on");
    }
    return this;
  }

  /** What has come since the last frame. */
  ByteBuffer rest() {
    return framer.rest();
  }

  /** Where a frame is what was read, nothing is lost or made up. */
  void assertNothingLost(byte[] sent) {
    if (framing == Framing.CHUNKS) {
      ByteBuffer rest = framer.rest();
      while (rest.hasRemaining()) {
        framed.write(rest.get());
      }
      assertArrayEquals(sent, framed.toByteArray());
    }
  }

  @Override
  public void frame(ByteBuffer frame) {
    assertFalse(endless, "a frame after the end");
    assertTrue(frame.remaining() <= LONGEST, "longer than the limit");
    for (ByteBuffer copy = frame.duplicate(); copy.hasRemaining(); ) {
      byte b = copy.get();
      assertFalse(framing == Framing.LINES && b == '\n', "a line feed in a line");
      framed.write(b);
    }
    if (!half.over()) {
      half.frame(frame);
    }
  }

  @Override
  public void tooLong() {
    assertFalse(endless, "a frame after the end");
    if (!half.over()) {
      half.frame(null);
    }
  }

  @Override
  public void endless() {
    assertFalse(endless, "the end comes once");
    endless = true;
  }

  boolean isEndless() {
    return endless;
  }

  @Override
  public boolean wantsMore() {
    return moods == null || moods.nextInt(3) > 0;
  }
}
