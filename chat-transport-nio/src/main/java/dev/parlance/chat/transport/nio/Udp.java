package dev.parlance.chat.transport.nio;

import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Binding;
import dev.parlance.chat.spi.Link;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.UnsupportedAddressTypeException;

/** How UDP sockets come about. */
final class Udp {

  private Udp() {}

  static Binding bind(Loops loops, InetSocketAddress address, boolean anyAddress, Acceptor acceptor)
      throws IOException {
    if (!anyAddress && !address.getAddress().isLoopbackAddress()) {
      throw new BindException(
          "not a loopback address, and the sources of datagrams can be forged;"
              + " allowAnyAddress() says what that means, and allows it");
    }
    DatagramChannel channel = DatagramChannel.open();
    try {
      channel.configureBlocking(false);
      channel.bind(address);
      return new UdpBinding(loops, Flock.onOne(loops), channel, acceptor).start();
    } catch (UnsupportedAddressTypeException e) {
      Quietly.close(channel);
      throw Tcp.unsupported(e);
    } catch (Throwable e) {
      Quietly.close(channel);
      throw e;
    }
  }

  static Link connect(Loops loops, InetSocketAddress address, Acceptor acceptor)
      throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    try {
      channel.configureBlocking(false);
      channel.connect(address);
      Flock flock = Flock.onOne(loops);
      return flock.serve(new DatagramLink(flock, channel), acceptor);
    } catch (UnsupportedAddressTypeException e) {
      Quietly.close(channel);
      throw Tcp.unsupported(e);
    } catch (Throwable e) {
      Quietly.close(channel);
      throw e;
    }
  }
}
