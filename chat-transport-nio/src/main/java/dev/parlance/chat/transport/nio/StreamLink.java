package dev.parlance.chat.transport.nio;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A TCP connection. Its peer writes to the channel itself. */
final class StreamLink extends ChannelLink<SocketChannel> {

  /** How often a link is read in a turn, so that one that sends much leaves the others theirs. */
  private static final int READS_MOST = 4;

  /**
   * The addresses are the channel's own: {@link SocketChannel#socket} would cost a hundred bytes.
   *
   * @param channel connected and configured
   */
  StreamLink(Flock flock, SocketChannel channel) throws IOException {
    super(
        flock,
        channel,
        (InetSocketAddress) channel.getRemoteAddress(),
        (InetSocketAddress) channel.getLocalAddress());
  }

  @Override
  void read() throws IOException {
    for (int i = 0; i < READS_MOST && welcomes(); i++) {
      ByteBuffer input = loop.input();
      int count = channel.read(input);
      if (count < 0) {
        inputEnded();
        return;
      }
      if (count == 0) {
        return;
      }
      received(input.flip());
      if (count < Loop.INPUT_BYTES) {
        return;
      }
    }
  }

  @Override
  void finish() throws IOException {
    channel.shutdownOutput();
  }

  /** With a reset nothing stays in the kernel for a peer that does not read. */
  @Override
  void close(boolean reset) {
    if (reset) {
      try {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      } catch (IOException e) {
        // It is closed, or as good as that.
      }
    }
    super.close(reset);
  }
}
