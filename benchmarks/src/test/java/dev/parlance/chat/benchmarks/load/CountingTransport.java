package dev.parlance.chat.benchmarks.load;

import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Binding;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Peer;
import dev.parlance.chat.spi.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Another transport with one loop, whose writes are counted. It allocates nothing while it does.
 */
final class CountingTransport implements Transport {

  private final Transport counted;

  /** Changed by the loop's thread alone. */
  private volatile long writes;

  private volatile long bytes;

  CountingTransport(Transport counted) {
    this.counted = counted;
  }

  long writes() {
    return writes;
  }

  long bytes() {
    return bytes;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // there is one loop
  private long count(long accepted) {
    writes++;
    bytes += accepted;
    return accepted;
  }

  @Override
  public Carrier carrier() {
    return counted.carrier();
  }

  @Override
  public Binding bind(InetSocketAddress address, Acceptor acceptor) throws IOException {
    return counted.bind(address, link -> counting(acceptor.accepted(link)));
  }

  private @Nullable Peer counting(@Nullable Peer peer) {
    return peer == null ? null : new CountedPeer(peer);
  }

  @Override
  public Link connect(InetSocketAddress address, Duration timeout, Acceptor acceptor)
      throws IOException {
    return counted.connect(address, timeout, acceptor);
  }

  private final class CountedPeer implements Peer, GatheringByteChannel {

    private final Peer peer;
    private @Nullable GatheringByteChannel channel;

    CountedPeer(Peer peer) {
      this.peer = peer;
    }

    @Override
    public boolean ready() {
      return peer.ready();
    }

    @Override
    public void received(ByteBuffer input) {
      peer.received(input);
    }

    @Override
    public void ended() {
      peer.ended();
    }

    @Override
    public Progress pull(GatheringByteChannel to) throws IOException {
      channel = to;
      return peer.pull(this);
    }

    @Override
    public void closed(@Nullable IOException cause) {
      peer.closed(cause);
    }

    private GatheringByteChannel channel() {
      return Objects.requireNonNull(channel);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      return (int) count(channel().write(source));
    }

    @Override
    public long write(ByteBuffer[] sources) throws IOException {
      return count(channel().write(sources));
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
      return count(channel().write(sources, offset, length));
    }

    @Override
    public boolean isOpen() {
      return channel().isOpen();
    }

    @Override
    public void close() throws IOException {
      channel().close();
    }
  }
}
