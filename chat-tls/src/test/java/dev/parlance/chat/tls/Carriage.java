package dev.parlance.chat.tls;

import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.transport.nio.NioTransport;
import dev.parlance.chat.transport.socket.SocketTransport;

/** What carries TLS. */
enum Carriage {
  NIO {
    /** One loop, so that whoever holds it up holds up everybody. */
    @Override
    Transport transport() {
      return NioTransport.tcp().loops(1);
    }
  },
  SOCKET {
    @Override
    Transport transport() {
      return SocketTransport.tcp();
    }
  };

  /** {@return a new transport} */
  abstract Transport transport();
}
