package dev.parlance.chat.testkit;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.function.Consumer;

/** What a peer received and the test has not asked for yet, piece by piece. */
final class Heard implements Consumer<ByteBuffer> {

  private final ArrayDeque<byte[]> pieces = new ArrayDeque<>();

  @Override
  public synchronized void accept(ByteBuffer input) {
    byte[] piece = new byte[input.remaining()];
    input.get(piece);
    pieces.add(piece);
  }

  synchronized boolean isEmpty() {
    return pieces.isEmpty();
  }

  synchronized int size() {
    return pieces.stream().mapToInt(piece -> piece.length).sum();
  }

  /** Takes the first piece as it came. */
  synchronized byte[] next() {
    return pieces.remove();
  }

  /** Takes bytes across pieces, fewer than {@code most} if there are no more. */
  synchronized byte[] take(int most) {
    ByteBuffer taken = ByteBuffer.allocate(Math.min(most, size()));
    while (taken.hasRemaining()) {
      byte[] piece = pieces.remove();
      int part = Math.min(piece.length, taken.remaining());
      taken.put(piece, 0, part);
      if (part < piece.length) {
        pieces.addFirst(Arrays.copyOfRange(piece, part, piece.length));
      }
    }
    return taken.array();
  }
}
