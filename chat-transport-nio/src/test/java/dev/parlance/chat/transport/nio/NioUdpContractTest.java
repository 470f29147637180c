package dev.parlance.chat.transport.nio;

import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.testkit.DatagramContract;

class NioUdpContractTest extends DatagramContract {

  @Override
  protected Transport transport() {
    return NioTransport.udp().loops(2);
  }

  @Override
  protected String threadPrefix() {
    return "parlance-nio-";
  }
}
