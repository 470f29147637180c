package dev.parlance.chat.transport.nio;

import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.testkit.StreamContract;

class NioTcpContractTest extends StreamContract {

  @Override
  protected Transport transport() {
    return NioTransport.tcp().loops(2);
  }

  @Override
  protected String threadPrefix() {
    return "parlance-nio-";
  }
}
