package dev.parlance.chat.examples.dialects;

import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.dialect.Framing;
import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.testkit.MemoryTransport;
import dev.parlance.chat.transport.nio.NioTransport;
import dev.parlance.chat.transport.socket.SocketTransport;

/** The transports that a dialect is tried on. */
enum Network {
  NIO,
  SOCKET,
  MEMORY;

  Transport transport(Dialect dialect) {
    boolean datagrams = dialect.framing() == Framing.DATAGRAMS;
    return switch (this) {
      case NIO -> datagrams ? NioTransport.udp() : NioTransport.tcp();
      case SOCKET -> datagrams ? SocketTransport.udp() : SocketTransport.tcp();
      case MEMORY -> datagrams ? MemoryTransport.datagrams() : MemoryTransport.create();
    };
  }

  /** Calls a server that listens by {@code transport}, with reads of {@code read} bytes. */
  Caller call(Transport transport, Dialect dialect, int port, int read) {
    if (this == MEMORY) {
      return MemoryCaller.connect(transport, port);
    }
    return dialect.framing() == Framing.DATAGRAMS
        ? SocketCaller.udp(port, read)
        : SocketCaller.tcp(port, read);
  }
}
