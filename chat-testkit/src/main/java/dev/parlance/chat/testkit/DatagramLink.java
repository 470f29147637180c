package dev.parlance.chat.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What is sent from one mailbox to another address, and back. */
final class DatagramLink extends MemoryLink {

  /** As much as UDP over IPv4 carries: 65,535 less the two headers. */
  private static final int LONGEST = 65_507;

  private final Ports ports;
  private final Mailbox home;
  private final MemoryChannel output = new MemoryChannel(this, this::take);
  private @Nullable ByteBuffer arrived;

  DatagramLink(MemoryLoop loop, Ports ports, Mailbox home, InetSocketAddress remote) {
    super(loop, home.address(), remote);
    this.ports = ports;
    this.home = home;
  }

  /** All or nothing. What nobody waits for is lost, as it is on a network. */
  private int take(ByteBuffer[] sources, int offset, int length) throws IOException {
    long size = Bytes.remaining(sources, offset, length);
    if (size > LONGEST) {
      throw new IOException(size + " bytes are too long for a datagram");
    }
    Mailbox target = target();
    if (target != null && !target.fits(size, this)) {
      return 0;
    }
    ByteBuffer content = Bytes.take(sources, offset, length, LONGEST);
    if (target != null) {
      target.add(localAddress(), content);
    }
    return (int) size;
  }

  private @Nullable Mailbox target() {
    return ports.owner(remoteAddress()) instanceof Mailbox mailbox ? mailbox : null;
  }

  /** A datagram came; there is one at most, as the mailbox gives each its own turn. */
  void deliver(ByteBuffer datagram) {
    arrived = datagram;
    askForTurn();
  }

  /** Hands the datagram over, or loses it if the peer is not ready. */
  @Override
  void read() {
    ByteBuffer datagram = arrived;
    arrived = null;
    if (datagram != null && listens()) {
      peer().received(datagram);
    }
  }

  @Override
  MemoryChannel output() {
    return output;
  }

  @Override
  boolean hasRoom() {
    Mailbox target = target();
    return target == null || !target.keepsWaiting(this);
  }

  @Override
  void endOutput() {
    // There is nobody to tell.
  }

  @Override
  boolean isComplete() {
    return isDone();
  }

  @Override
  @Nullable IOException failure() {
    return null;
  }

  @Override
  void release(boolean reset) {
    home.remove(this);
  }
}
