package dev.parlance.chat.testkit;

import dev.parlance.chat.spi.Peer.Progress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A number that grows, of which the latest state alone is owed to the other end. */
final class Numbers {

  private final AtomicLong current = new AtomicLong();
  private final ByteBuffer incoming = ByteBuffer.allocate(Long.BYTES);
  private volatile long last;

  void next() {
    current.incrementAndGet();
  }

  /** {@return the last number that arrived} */
  long last() {
    return last;
  }

  RecordingPeer.Output writer() {
    ByteBuffer outgoing = ByteBuffer.allocate(Long.BYTES).limit(0);
    AtomicLong written = new AtomicLong();
    return channel -> {
      do {
        long now = current.get();
        if (!outgoing.hasRemaining() && written.getAndSet(now) != now) {
          outgoing.clear().putLong(now).flip();
        }
        channel.write(outgoing);
        if (outgoing.hasRemaining()) {
          return Progress.BLOCKED;
        }
      } while (written.get() != current.get());
      return Progress.IDLE;
    };
  }

  Consumer<ByteBuffer> reader() {
    return input -> {
      while (input.hasRemaining()) {
        incoming.put(input.get());
        if (!incoming.hasRemaining()) {
          last = incoming.flip().getLong();
          incoming.clear();
        }
      }
    };
  }
}
