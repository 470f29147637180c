package dev.parlance.chat.faults;

import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.transport.nio.NioTransport;
import dev.parlance.chat.transport.socket.SocketTransport;

/** The transports that face a network. */
enum Carriage {
  NIO {
    @Override
    Transport tcp() {
      return NioTransport.tcp();
    }

    @Override
    Transport udp() {
      return NioTransport.udp();
    }
  },
  SOCKET {
    @Override
    Transport tcp() {
      return SocketTransport.tcp();
    }

    @Override
    Transport udp() {
      return SocketTransport.udp();
    }
  };

  abstract Transport tcp();

  abstract Transport udp();
}
