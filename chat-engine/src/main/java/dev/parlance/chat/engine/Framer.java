package dev.parlance.chat.engine;

import dev.parlance.chat.dialect.Framing;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Splits what a peer sends into frames, in place where it can. Keeps at most one unfinished frame,
 * and memory for it only while there is one.
 *
 * <p>For one thread at a time.
 */
final class Framer {

  /** Takes what the framer finds. */
  interface Frames {

    /** A frame, from position to limit. */
    void frame(ByteBuffer frame);

    /** A frame that is longer than the limit; it has been dropped as a whole. */
    void tooLong();

    /** A line that goes on and on; called once, and nothing after it. */
    void endless();

    /**
     * Whether a frame is welcome now; asked before each that is complete, but not for datagrams.
     * Always, unless overridden.
     */
    default boolean wantsMore() {
      return true;
    }
  }

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LINE_FEEDS = ONES * '\n';
  private static final byte[] NOTHING = new byte[0];

  private final Framing framing;
  private final int longest;
  private final int endless;

  /** The start of an unfinished frame. */
  private byte[] rest = NOTHING;

  private int restSize;

  /** The bytes dropped so far of a line that is too long. */
  private int dropped;

  private boolean dead;

  Framer(Framing framing, int longest, int endless) {
    this.framing = framing;
    this.longest = longest;
    this.endless = endless;
  }

  /**
   * Takes {@code input}: all of it, or as much as is wanted. What is left, from its position on, is
   * to be fed first the next time.
   */
  void feed(ByteBuffer input, Frames frames) {
    switch (framing) {
      case LINES -> lines(input, frames);
      case CHUNKS -> chunk(input, frames);
      case DATAGRAMS -> datagram(input, frames);
    }
  }

  /** Returns what has come since the last frame, which is complete only if the dialect says so. */
  ByteBuffer rest() {
    return ByteBuffer.wrap(rest, 0, dropped > 0 ? 0 : restSize);
  }

  /** Forgets what has come since the last frame. */
  void dropRest() {
    rest = NOTHING;
    restSize = 0;
  }

  /** How many bytes of an unfinished frame have come, those included that were dropped. */
  int unfinished() {
    return dropped + restSize;
  }

  private void lines(ByteBuffer input, Frames frames) {
    int limit = input.limit();
    while (input.hasRemaining() && !dead) {
      int feedAt = indexOfLineFeed(input, input.position(), limit);
      if (feedAt < 0) {
        keep(input, limit, frames);
      } else if (!frames.wantsMore()) {
        return;
      } else {
        finish(input, feedAt, frames);
        input.limit(limit);
        input.position(feedAt + 1);
      }
    }
    if (dead) {
      input.position(limit);
    }
  }

  private static int indexOfLineFeed(ByteBuffer input, int from, int limit) {
    int i = from;
    while (limit - i >= Long.BYTES && !hasLineFeed(input.getLong(i))) {
      i += Long.BYTES;
    }
    for (; i < limit; i++) {
      if (input.get(i) == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** Returns whether one of eight bytes is a line feed: a byte of the difference is then zero. */
  private static boolean hasLineFeed(long eight) {
    long difference = eight ^ LINE_FEEDS;
    return ((difference - ONES) & ~difference & HIGH_BITS) != 0;
  }

  private void finish(ByteBuffer input, int stop, Frames frames) {
    if (unfinished() + stop - input.position() > endless) {
      dead = true;
      frames.endless();
    } else if (dropped > 0) {
      dropped = 0;
      frames.tooLong();
    } else if (restSize > 0) {
      append(input, stop);
      byte[] line = rest;
      int size = restSize;
      rest = NOTHING;
      restSize = 0;
      line(ByteBuffer.wrap(line, 0, size), frames);
    } else {
      input.limit(stop);
      line(input, frames);
    }
  }

  private void line(ByteBuffer line, Frames frames) {
    int last = line.limit() - 1;
    if (last >= line.position() && line.get(last) == '\r') {
      line.limit(last);
    }
    if (line.remaining() > longest) {
      frames.tooLong();
    } else {
      frames.frame(line);
    }
  }

  private void keep(ByteBuffer input, int stop, Frames frames) {
    // One byte more than the limit may be kept: it can be the carriage return of the line's ending.
    int more = stop - input.position();
    if (dropped == 0 && restSize + more <= longest + 1) {
      append(input, stop);
      return;
    }
    dropped += restSize + more;
    rest = NOTHING;
    restSize = 0;
    input.position(stop);
    if (dropped > endless) {
      dead = true;
      frames.endless();
    }
  }

  private void append(ByteBuffer input, int stop) {
    int more = stop - input.position();
    if (restSize + more > rest.length) {
      rest = Arrays.copyOf(rest, Math.max(64, Math.max(restSize + more, 2 * rest.length)));
    }
    input.get(rest, restSize, more);
    restSize += more;
  }

  private void chunk(ByteBuffer input, Frames frames) {
    if (!frames.wantsMore()) {
      return;
    }
    ByteBuffer chunk = input;
    if (restSize > 0) {
      append(input, input.limit());
      chunk = ByteBuffer.wrap(rest, 0, restSize);
      dropRest();
    }
    int cut = unfinishedCharacter(chunk);
    chunk.limit(chunk.limit() - cut);
    if (chunk.hasRemaining()) {
      pieces(chunk, frames);
    }
    int left = chunk.remaining();
    chunk.limit(chunk.limit() + cut);
    if (left == 0 && cut > 0) {
      rest = new byte[4];
      chunk.get(chunk.limit() - cut, rest, 0, cut);
      restSize = cut;
      cut = 0;
    }
    input.position(input.limit() - left - cut);
  }

  /**
   * Hands a chunk over, in several if it is too long for one: more than one read of the program's.
   */
  private void pieces(ByteBuffer chunk, Frames frames) {
    int limit = chunk.limit();
    boolean wanted = true; // asked before
    while (wanted) {
      int start = chunk.position();
      int end = Math.min(limit, start + longest);
      while (end < limit && (chunk.get(end) & 0xc0) == 0x80 && end > start + longest - 4) {
        end--;
      }
      chunk.limit(end);
      frames.frame(chunk);
      chunk.limit(limit).position(end);
      wanted = end < limit && frames.wantsMore();
    }
  }

  /** Returns how many bytes at the end are the start of a UTF-8 character, cut off by the read. */
  private static int unfinishedCharacter(ByteBuffer chunk) {
    for (int back = 1; back <= Math.min(3, chunk.remaining()); back++) {
      int b = chunk.get(chunk.limit() - back) & 0xff;
      if (b >= 0xc2 && b <= 0xf4) {
        int length = b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
        return back < length ? back : 0;
      }
      if (b < 0x80 || b > 0xbf) {
        return 0;
      }
    }
    return 0;
  }

  private void datagram(ByteBuffer datagram, Frames frames) {
    if (datagram.remaining() > longest) {
      frames.tooLong();
    } else {
      frames.frame(datagram);
    }
    datagram.position(datagram.limit());
  }
}
