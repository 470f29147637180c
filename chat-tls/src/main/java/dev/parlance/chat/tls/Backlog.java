package dev.parlance.chat.tls;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What was received and not opened yet, in memory of its own, and no more of that than it takes.
 * For the holder of the lock of {@link Incoming}, except where it says otherwise.
 */
final class Backlog {

  private volatile @Nullable ByteBuffer held;

  /** {@return whether there is nothing} For all threads. */
  boolean isEmpty() {
    return held == null;
  }

  int size() {
    ByteBuffer bytes = held;
    return bytes == null ? 0 : bytes.remaining();
  }

  /** {@return what there is, to be opened} After that, {@link #trim} is due. */
  @Nullable ByteBuffer bytes() {
    return held;
  }

  /** Lets go what was opened. */
  void trim() {
    ByteBuffer bytes = held;
    if (bytes != null && !bytes.hasRemaining()) {
      held = null;
    }
  }

  /** Takes the end of a record that is held in part. */
  void complete(ByteBuffer input) throws SSLException {
    ByteBuffer begun = held;
    if (begun != null) {
      held = Records.completed(begun, input);
    }
  }

  /** Takes what remains of {@code input} behind what there is. */
  void add(ByteBuffer input) {
    ByteBuffer before = held;
    if (before == null) {
      held = Buffers.copy(input);
    } else {
      int size = before.remaining() + input.remaining();
      held = ByteBuffer.allocate(size).put(before).put(input).flip();
    }
  }
}
