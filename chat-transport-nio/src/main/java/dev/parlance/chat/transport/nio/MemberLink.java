package dev.parlance.chat.transport.nio;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/** All that comes from, and goes to, one address over the socket of a {@link UdpBinding}. */
final class MemberLink extends NioLink {

  private final UdpBinding binding;
  private final Outlet outlet;
  private @Nullable ByteBuffer datagram;

  MemberLink(UdpBinding binding, Flock flock, InetSocketAddress remote) {
    super(flock, remote, binding.address());
    this.binding = binding;
    outlet = binding.outlet(remote);
  }

  /** A datagram arrived. */
  void deliver(ByteBuffer arrived) {
    datagram = arrived;
    input(SelectionKey.OP_READ);
    datagram = null;
  }

  /** What arrives while the peer is not ready is lost, as it would be in a full socket buffer. */
  @Override
  void read() {
    if (datagram != null && welcomes()) {
      received(datagram);
    }
  }

  @Override
  void register() {}

  @Override
  GatheringByteChannel channel() {
    return outlet;
  }

  @Override
  void finish() {
    ignoreInput();
  }

  @Override
  void watch(int operations) {
    if ((operations & SelectionKey.OP_WRITE) != 0) {
      binding.block();
    }
  }

  @Override
  void close(boolean reset) {
    binding.forget(this);
  }
}
