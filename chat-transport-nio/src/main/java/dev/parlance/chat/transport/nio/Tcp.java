package dev.parlance.chat.transport.nio;

import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Binding;
import dev.parlance.chat.spi.KeepAlive;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Transport;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.time.Duration;

/** How TCP sockets come about. */
final class Tcp {

  private Tcp() {}

  static Binding bind(Loops loops, InetSocketAddress address, int backlog, Acceptor acceptor)
      throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    try {
      server.configureBlocking(false);
      server.setOption(StandardSocketOptions.SO_REUSEADDR, true); // old connections may linger
      KeepAlive.tune(server.supportedOptions(), server::setOption);
      server.bind(address, backlog);
      return new TcpBinding(loops, Flock.onAll(loops), server, backlog, acceptor).start();
    } catch (UnsupportedAddressTypeException e) {
      Quietly.close(server);
      throw unsupported(e);
    } catch (Throwable e) {
      Quietly.close(server);
      throw e;
    }
  }

  static IOException unsupported(UnsupportedAddressTypeException cause) {
    return new IOException("an address of a kind that this machine does not have", cause);
  }

  static Link connect(Loops loops, InetSocketAddress address, Duration timeout, Acceptor acceptor)
      throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.socket().connect(address, millis(timeout));
      if (channel.getLocalAddress().equals(channel.getRemoteAddress())) {
        // Linux connects a socket to itself when it happens upon the port that it asks for.
        throw new ConnectException("Connection refused");
      }
      configure(channel);
      KeepAlive.tune(channel.supportedOptions(), channel::setOption);
      Flock flock = Flock.onOne(loops);
      return flock.serve(new StreamLink(flock, channel), acceptor);
    } catch (Throwable e) {
      Quietly.close(channel);
      throw e;
    }
  }

  private static int millis(Duration timeout) {
    if (timeout.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) > 0) {
      return Integer.MAX_VALUE;
    }
    return (int) Math.max(1, timeout.toMillis()); // 0 would be for ever
  }

  static void configure(SocketChannel channel) throws IOException {
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true); // messages are small and due now
    channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    channel.setOption(StandardSocketOptions.SO_SNDBUF, Transport.SEND_BUFFER);
  }
}
