package dev.parlance.chat.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Sealed records on their way out: one write's worth, in a buffer that is borrowed for one pull.
 * What the channel does not take of them is kept, and goes before anything else is sealed. For
 * pulls.
 */
final class Parcel {

  private final Buffers buffers;
  private @Nullable ByteBuffer sealed;
  private @Nullable ByteBuffer left;

  Parcel(Buffers buffers) {
    this.buffers = buffers;
  }

  /** {@return whether there are bytes of a pull before, so that nothing may be sealed} */
  boolean hasLeft() {
    return left != null;
  }

  /** {@return whether all that was left is sent now} */
  boolean sendLeft(GatheringByteChannel channel) throws IOException {
    ByteBuffer bytes = left;
    if (bytes != null) {
      int unused = channel.write(bytes);
      if (bytes.hasRemaining()) {
        return false;
      }
      left = null;
    }
    return true;
  }

  boolean isEmpty() {
    return sealed == null || sealed.position() == 0;
  }

  /** {@return whether one more record fits in, whatever its size} */
  boolean hasRoom() {
    return sealed == null || sealed.remaining() >= Buffers.RECORD;
  }

  /** {@return where to seal into} */
  ByteBuffer room() {
    ByteBuffer room = sealed;
    if (room == null) {
      room = buffers.borrow();
      sealed = room;
    }
    return room;
  }

  /** {@return whether all that was sealed is sent now} */
  boolean send(GatheringByteChannel channel) throws IOException {
    ByteBuffer bytes = sealed;
    if (bytes == null || bytes.position() == 0) {
      return true;
    }
    int unused = channel.write(bytes.flip());
    if (!bytes.hasRemaining()) {
      return true;
    }
    left = Buffers.copy(bytes);
    return false;
  }

  /** Gives the buffer back, whatever is in it. At the end of each pull. */
  void close() {
    if (sealed != null) {
      buffers.giveBack(sealed);
      sealed = null;
    }
  }
}
