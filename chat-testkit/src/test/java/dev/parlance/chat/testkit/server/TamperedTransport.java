package dev.parlance.chat.testkit.server;

import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Binding;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Peer;
import dev.parlance.chat.spi.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Carries everything but what the first link is written, which it changes line by line. */
record TamperedTransport(Transport honest, UnaryOperator<String> tamper) implements Transport {

  @Override
  public Carrier carrier() {
    return honest.carrier();
  }

  @Override
  public Binding bind(InetSocketAddress address, Acceptor acceptor) throws IOException {
    AtomicInteger accepted = new AtomicInteger();
    return honest.bind(
        address,
        link -> {
          Peer peer = acceptor.accepted(link);
          return peer == null || accepted.getAndIncrement() > 0 ? peer : new Tampered(peer, tamper);
        });
  }

  @Override
  public Link connect(InetSocketAddress address, Duration timeout, Acceptor acceptor)
      throws IOException {
    return honest.connect(address, timeout, acceptor);
  }

  /** Takes all that the peer writes, and passes on what became of it. */
  private static final class Tampered implements Peer, GatheringByteChannel {

    private final Peer peer;
    private final UnaryOperator<String> tamper;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private ByteBuffer changed = ByteBuffer.allocate(0);

    Tampered(Peer peer, UnaryOperator<String> tamper) {
      this.peer = peer;
      this.tamper = tamper;
    }

    @Override
    public Progress pull(GatheringByteChannel channel) throws IOException {
      if (changed.hasRemaining()) {
        channel.write(changed);
        return changed.hasRemaining() ? Progress.BLOCKED : Progress.MORE;
      }
      Progress progress = peer.pull(this);
      if (!changed.hasRemaining()) {
        return progress;
      }
      channel.write(changed);
      return changed.hasRemaining() ? Progress.BLOCKED : Progress.MORE;
    }

    @Override
    public int write(ByteBuffer source) {
      int count = source.remaining();
      StringBuilder lines = new StringBuilder();
      while (source.hasRemaining()) {
        byte next = source.get();
        line.write(next);
        if (next == '\n') {
          lines.append(tamper.apply(line.toString(StandardCharsets.UTF_8)));
          line.reset();
        }
      }
      byte[] more = lines.toString().getBytes(StandardCharsets.UTF_8);
      changed =
          ByteBuffer.allocate(changed.remaining() + more.length).put(changed).put(more).flip();
      return count;
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
      long count = 0;
      for (int i = offset; i < offset + length; i++) {
        count += write(sources[i]);
      }
      return count;
    }

    @Override
    public long write(ByteBuffer[] sources) {
      return write(sources, 0, sources.length);
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}

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
    public void closed(@Nullable IOException cause) {
      peer.closed(cause);
    }
  }
}
