package dev.parlance.chat.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import org.jspecify.annotations.Nullable;

/** The buffers of one gathering write: views of a chunk, and bytes for one member alone. */
final class Gather {

  /**
   * The kernel takes up to 1024, but copying the list is work, too; JDK channels take 16 and more.
   */
  private static final int MOST = 16;

  private final ByteBuffer[] buffers = new ByteBuffer[MOST];
  private final @Nullable Chunk[] chunks = new Chunk[MOST];
  private int count;
  private long offered;

  boolean isFull() {
    return count == MOST;
  }

  boolean isEmpty() {
    return count == 0;
  }

  int count() {
    return count;
  }

  /** Adds bytes for one member alone, or, with their chunk, a view of it. */
  void add(ByteBuffer bytes, @Nullable Chunk chunk) {
    buffers[count] = bytes;
    chunks[count] = chunk;
    count++;
    offered += bytes.remaining();
  }

  boolean isTape(int index) {
    return chunks[index] != null;
  }

  ByteBuffer buffer(int index) {
    return buffers[index];
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
