package dev.parlance.chat.transport.socket;

import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.testkit.StreamContract;

final class PlatformStreamTest extends StreamContract {

  @Override
  protected Transport transport() {
    return SocketTransport.tcp().platformThreads();
  }

  @Override
  protected String threadPrefix() {
    return "parlance-socket-";
  }
}
