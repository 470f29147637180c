package dev.parlance.chat.transport.nio;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/**
 * A link with a channel of its own.
 *
 * @param <C> the kind of channel
 */
abstract class ChannelLink<C extends SelectableChannel & GatheringByteChannel> extends NioLink
    implements Selected {

  final C channel;
  private @Nullable SelectionKey key;
  int watched;

  ChannelLink(Flock flock, C channel, InetSocketAddress remote, InetSocketAddress local) {
    super(flock, remote, local);
    this.channel = channel;
  }

  @Override
  final void register() throws IOException {
    key = loop.register(channel, 0, this);
  }

  @Override
  final GatheringByteChannel channel() {
    return channel;
  }

  @Override
  final void watch(int operations) {
    if (key != null && watched != operations) {
      watched = operations;
      key.interestOps(operations); // a system call, sooner or later
    }
  }

  @Override
  void close(boolean reset) {
    Quietly.close(channel);
  }

  @Override
  public final void ready(int operations) {
    input(operations);
  }

  @Override
  public final void moved(SelectionKey moved) {
    key = moved;
  }

  @Override
  public final void failed(IOException cause) {
    end(cause, true);
  }
}
