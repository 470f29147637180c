package dev.parlance.chat.testkit.trial;

import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.testkit.MemoryTransport;
import dev.parlance.chat.testkit.StreamContract;

final class MemoryStreamTest extends StreamContract {

  @Override
  protected Transport transport() {
    return MemoryTransport.create();
  }

  @Override
  protected String threadPrefix() {
    return "parlance-memory";
  }
}
