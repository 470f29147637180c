package dev.parlance.chat.transport.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/**
 * A datagram socket that talks to one address. A channel in blocking mode, since the plain {@code
 * DatagramSocket} holds a monitor while it waits, and so would pin a virtual thread.
 */
final class UdpPlug implements Plug {

  /** More than the 65,507 bytes that a datagram can carry, so none is truncated. */
  static final int SIZE = 1 << 16;

  private final DatagramChannel channel;
  private final InetSocketAddress remote;
  private final InetSocketAddress local;
  private final ByteBuffer input = ByteBuffer.allocate(SIZE);
  private final Slot output = new Slot(SIZE, true);

  private UdpPlug(DatagramChannel channel) throws IOException {
    this.channel = channel;
    remote = (InetSocketAddress) channel.getRemoteAddress();
    local = (InetSocketAddress) channel.getLocalAddress();
  }

  static UdpPlug connect(InetSocketAddress address) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    try {
      channel.connect(address);
      return new UdpPlug(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw Crew.failure(e);
    }
  }

  @Override
  public InetSocketAddress remote() {
    return remote;
  }

  @Override
  public InetSocketAddress local() {
    return local;
  }

  @Override
  public ByteBuffer read() throws IOException {
    input.clear();
    channel.read(input);
    return input.flip();
  }

  @Override
  public void write(Slot slot) throws IOException {
    channel.write(ByteBuffer.wrap(slot.array(), 0, slot.size()));
  }

  /** {@return false: datagrams have no end, so nothing is left to wait for} */
  @Override
  public boolean endOutput() {
    return false;
  }

  @Override
  public void close() {
    reset();
  }

  @Override
  public void reset() {
    try {
      channel.close();
    } catch (IOException e) {
      // It is gone all the same.
    }
  }

  /** {@return the one slot, as a link has one write task at a time} */
  @Override
  public Slot borrow() {
    return output;
  }

  @Override
  public void giveBack(Slot slot) {}
}
