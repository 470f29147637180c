package dev.parlance.chat.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import org.jspecify.annotations.Nullable;

/** The buffers of one gathering write: stretches of a tape, and bytes for one member alone. */
final class Gather {

  /** The kernel takes up to 1024, but going over the list is work, too. */
  private static final int MOST = 64;

  private final ByteBuffer[] buffers = new ByteBuffer[MOST];

  /** Who lent the buffer, if it is of a tape, and where it begins there. */
  private final @Nullable Chunk[] chunks = new Chunk[MOST];

  private final long[] bases = new long[MOST];

  /** Where the next stretch is looked for; the cursor itself follows when it has been written. */
  private final Place place = new Place();

  private int count;
  private long offered;

  void start(Place from) {
    place.set(from);
  }

  boolean isFull() {
    return count == MOST;
  }

  boolean isEmpty() {
    return count == 0;
  }

  int count() {
    return count;
  }

  /** Adds bytes for one member alone. */
  void add(ByteBuffer bytes) {
    add(bytes, null, 0);
  }

  /** Adds {@code [from, to)}, or what one chunk has of it; returns where what was added ends. */
  long add(long from, long to) throws FellBehindException {
    ByteBuffer view = place.borrow(from, to);
    long end = from + view.remaining();
    add(view, place.chunk(), place.base());
    return end;
  }

  private void add(ByteBuffer bytes, @Nullable Chunk chunk, long base) {
    buffers[count] = bytes;
    chunks[count] = chunk;
    bases[count] = base;
    count++;
    offered += bytes.remaining();
  }

  boolean isTape(int index) {
    return chunks[index] != null;
  }

  /** Up to where on the tape a buffer has been written. */
  long position(int index) {
    return bases[index] + buffers[index].position();
  }

  boolean isWritten(int index) {
    return !buffers[index].hasRemaining();
  }

  long offered() {
    return offered;
  }

  /** Writes, and returns how much the channel took. */
  long writeTo(GatheringByteChannel channel) throws IOException {
    return count == 1 ? channel.write(buffers[0]) : channel.write(buffers, 0, count);
  }

  /** Gives the views back and becomes empty. */
  @SuppressWarnings("NullAway") // the arrays' free slots hold nothing, so as not to keep it alive
  void release() {
    for (int i = 0; i < count; i++) {
      Chunk chunk = chunks[i];
      if (chunk != null) {
        chunk.giveBack(buffers[i]);
      }
      buffers[i] = null;
      chunks[i] = null;
    }
    count = 0;
    offered = 0;
  }
}
