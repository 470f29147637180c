package dev.parlance.chat.testkit;

import dev.parlance.chat.spi.Peer.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** What a peer has to write: messages, each a write of its own, and then perhaps the end. */
final class Owed implements RecordingPeer.Output {

  private final ArrayDeque<ByteBuffer> messages = new ArrayDeque<>();
  private boolean finishing;

  synchronized void add(byte[] message) {
    messages.add(ByteBuffer.wrap(message.clone()));
  }

  synchronized void finish() {
    finishing = true;
  }

  /** Holds no lock while it writes: tests add messages meanwhile. */
  @Override
  public Progress pull(GatheringByteChannel channel) throws IOException {
    for (ByteBuffer next = first(); next != null; next = first()) {
      channel.write(next);
      if (next.hasRemaining()) {
        return Progress.BLOCKED;
      }
      removeFirst();
    }
    return end();
  }

  private synchronized @Nullable ByteBuffer first() {
    return messages.peek();
  }

  private synchronized void removeFirst() {
    messages.remove();
  }

  private synchronized Progress end() {
    if (!messages.isEmpty()) {
      return Progress.MORE;
    }
    return finishing ? Progress.DONE : Progress.IDLE;
  }
}
