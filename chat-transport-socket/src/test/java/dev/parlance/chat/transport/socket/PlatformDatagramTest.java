package dev.parlance.chat.transport.socket;

import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.testkit.DatagramContract;

final class PlatformDatagramTest extends DatagramContract {

  @Override
  protected Transport transport() {
    return SocketTransport.udp().platformThreads();
  }

  @Override
  protected String threadPrefix() {
    return "parlance-socket-";
  }
}
