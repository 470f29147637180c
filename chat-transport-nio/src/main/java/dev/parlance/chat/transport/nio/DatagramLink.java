package dev.parlance.chat.transport.nio;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** A connected datagram socket. Its peer writes to the channel itself. */
final class DatagramLink extends ChannelLink<DatagramChannel> {

  /** How many datagrams are read in a turn. */
  private static final int READS_MOST = 16;

  /**
   * @param channel connected and not blocking
   */
  DatagramLink(Flock flock, DatagramChannel channel) {
    super(
        flock,
        channel,
        (InetSocketAddress) channel.socket().getRemoteSocketAddress(),
        (InetSocketAddress) channel.socket().getLocalSocketAddress());
  }

  @Override
  void read() throws IOException {
    for (int i = 0; i < READS_MOST && welcomes(); i++) {
      ByteBuffer input = loop.input();
      if (channel.receive(input) == null) { // read would not tell an empty datagram from none
        return;
      }
      received(input.flip());
    }
  }

  @Override
  void finish() {
    ignoreInput();
  }
}
