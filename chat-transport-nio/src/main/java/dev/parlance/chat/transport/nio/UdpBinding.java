package dev.parlance.chat.transport.nio;

import dev.parlance.chat.spi.Acceptor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A UDP socket that many send to. A link is what comes from one address, and goes to it. */
final class UdpBinding extends NioBinding {

  private static final Logger LOG = LoggerFactory.getLogger(UdpBinding.class);

  /** How many datagrams are received in a turn. */
  private static final int RECEIVES_MOST = 64;

  private final DatagramChannel channel;
  private final ByteBuffer scratch = ByteBuffer.allocateDirect(Loop.INPUT_BYTES);
  private final Map<InetSocketAddress, MemberLink> members = new HashMap<>();
  private final Flock flock;
  private boolean stopped;

  UdpBinding(Loops loops, Flock flock, DatagramChannel channel, Acceptor acceptor) {
    super(
        loops,
        List.of(flock),
        (InetSocketAddress) channel.socket().getLocalSocketAddress(),
        acceptor);
    this.channel = channel;
    this.flock = flock;
    flock.whenEmpty(this::closeChannel);
  }

  @Override
  SelectableChannel channel() {
    return channel;
  }

  @Override
  int intake() {
    return SelectionKey.OP_READ;
  }

  @Override
  void takeIn() throws IOException {
    for (int i = 0; i < RECEIVES_MOST; i++) {
      ByteBuffer input = home.input();
      try {
        InetSocketAddress from = (InetSocketAddress) channel.receive(input);
        if (from == null) {
          return;
        }
        deliver(from, input.flip());
      } catch (PortUnreachableException e) {
        Quietly.log(
            () -> LOG.debug("A member of {} is gone, the system does not say which", address(), e));
      }
    }
  }

  private void deliver(InetSocketAddress from, ByteBuffer datagram) {
    MemberLink member = members.get(from);
    if (member == null) {
      member = admit(from);
    }
    if (member != null) {
      member.deliver(datagram);
    }
  }

  private @Nullable MemberLink admit(InetSocketAddress from) {
    if (stopped) {
      return null;
    }
    MemberLink link = new MemberLink(this, flock, from);
    if (!link.meet(acceptor)) {
      return null;
    }
    members.put(from, link);
    link.open();
    return link;
  }

  Outlet outlet(InetSocketAddress to) {
    return new Outlet(channel, to, scratch);
  }

  void forget(MemberLink member) {
    members.remove(member.remoteAddress(), member);
  }

  @Override
  void unblocked() {
    flock.unblock();
  }

  @Override
  void stop() {
    if (!stopped) {
      stopped = true;
      home.post(flock::complete); // later, since the acceptor may be the one who stops
    }
  }

  @Override
  public void failed(IOException cause) {
    flock.end(cause);
    super.failed(cause);
  }
}
