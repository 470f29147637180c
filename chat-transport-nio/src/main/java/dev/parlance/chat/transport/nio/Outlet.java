package dev.parlance.chat.transport.nio;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.GatheringByteChannel;

/** Sends each write as one datagram to one address: all of it, or nothing for now. */
final class Outlet implements GatheringByteChannel {

  private final DatagramChannel channel;
  private final InetSocketAddress to;
  private final ByteBuffer scratch;

  /**
   * @param scratch where the parts of a datagram are put together; shared with the loop's others
   */
  Outlet(DatagramChannel channel, InetSocketAddress to, ByteBuffer scratch) {
    this.channel = channel;
    this.to = to;
    this.scratch = scratch;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return channel.send(source, to);
  }

  @Override
  public long write(ByteBuffer[] sources) throws IOException {
    return write(sources, 0, sources.length);
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
    if (length == 1) {
      return write(sources[offset]);
    }
    int sent = channel.send(gather(sources, offset, length), to);
    for (int i = offset; sent > 0 && i < offset + length; i++) {
      sources[i].position(sources[i].limit());
    }
    return sent;
  }

  /** Leaves the positions alone, since the datagram may not be taken. */
  private ByteBuffer gather(ByteBuffer[] sources, int offset, int length) throws IOException {
    int size = 0;
    for (int i = offset; i < offset + length; i++) {
      ByteBuffer source = sources[i];
      if (source.remaining() > scratch.capacity() - size) {
        throw new SocketException("Message too long for a datagram");
      }
      scratch.put(size, source, source.position(), source.remaining());
      size += source.remaining();
    }
    return scratch.limit(size).position(0);
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  /** Nothing: the channel is everybody's. */
  @Override
  public void close() {}
}
