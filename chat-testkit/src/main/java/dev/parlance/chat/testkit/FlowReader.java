package dev.parlance.chat.testkit;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Counts the bytes of a {@link Flow} and notes the first that is wrong. */
final class FlowReader implements Consumer<ByteBuffer> {

  private volatile long count;
  private volatile long wrong = -1;

  @Override
  public void accept(ByteBuffer input) {
    long position = count;
    while (input.hasRemaining()) {
      if (input.get() != Flow.at(position) && wrong < 0) {
        wrong = position;
      }
      position++;
    }
    count = position;
  }

  long count() {
    return count;
  }

  /** Fails unless exactly {@code expected} bytes came, each the right one. */
  void assertRead(long expected) {
    if (wrong >= 0) {
      throw new AssertionError("The byte at " + wrong + " is wrong");
    }
    if (count != expected) {
      throw new AssertionError("Expected " + expected + " bytes but " + count + " came");
    }
  }
}
