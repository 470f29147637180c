package dev.parlance.chat.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Connections that say nothing, from any number of addresses of this machine. */
final class Crowd implements AutoCloseable {

  private final InetSocketAddress server;
  private final List<Socket> sockets = new ArrayList<>();
  private final Set<SocketAddress> places = new HashSet<>();

  Crowd(InetSocketAddress server) {
    this.server = server;
  }

  /** The n-th address of this machine, 0 to 253, but those that are in general use. */
  static InetAddress address(int number) {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) (1 + number)});
    } catch (UnknownHostException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Connects once more, from the n-th address. */
  void comesFrom(int number) throws IOException {
    Socket socket = bound(number);
    // Of a connection that was reset the kernel gives the port away again; two would be told as
    // one.
    while (!places.add(socket.getLocalSocketAddress())) {
      socket.close();
      socket = bound(number);
    }
    sockets.add(socket);
    socket.connect(server);
  }

  private static Socket bound(int number) throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(address(number), 0));
    return socket;
  }

  @Override
  public void close() {
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
    }
  }
}
