package dev.parlance.chat.testkit.trial;

import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.testkit.DatagramContract;
import dev.parlance.chat.testkit.MemoryTransport;

final class MemoryDatagramTest extends DatagramContract {

  @Override
  protected Transport transport() {
    return MemoryTransport.datagrams();
  }

  @Override
  protected String threadPrefix() {
    return "parlance-memory";
  }
}
