package dev.parlance.chat.testkit.trial;

import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.testkit.MemoryTransport;
import dev.parlance.chat.testkit.StreamContract;

/** Little fits into a pipe, so that nearly every write is taken in part. */
final class NarrowMemoryStreamTest extends StreamContract {

  @Override
  protected Transport transport() {
    return MemoryTransport.create().withCapacity(61);
  }

  @Override
  protected String threadPrefix() {
    return "parlance-memory";
  }
}
