package dev.parlance.chat.benchmarks.micro;

import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Binding;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A transport without threads and network: nothing moves unless the benchmark moves it. It counts
 * what a server asks of it.
 */
public final class StillTransport implements Transport {

  private final LongAdder wakes = new LongAdder();
  private final LongAdder linkCalls = new LongAdder();
  private @Nullable Acceptor acceptor;
  private int connected;

  /** A transport that carries nothing yet. */
  public StillTransport() {}

  /** {@return how often all links together were woken} */
  public long wakes() {
    return wakes.sum();
  }

  /** {@return how often anything was asked of single links} */
  public long linkCalls() {
    return linkCalls.sum();
  }

  void linkCalled() {
    linkCalls.increment();
  }

  /** Connects somebody who gives that name first; the server is bound. */
  public Caller call(String name) throws IOException {
    if (acceptor == null) {
      throw new IllegalStateException("nobody listens");
    }
    return new Caller(this, acceptor, ++connected, name);
  }

  @Override
  public Carrier carrier() {
    return Carrier.STREAM;
  }

  @Override
  public Binding bind(InetSocketAddress address, Acceptor accepts) {
    acceptor = accepts;
    return new StillBinding();
  }

  @Override
  public Link connect(InetSocketAddress address, Duration timeout, Acceptor accepts)
      throws IOException {
    throw new IOException("connects nowhere");
  }

  private final class StillBinding implements Binding {

    @Override
    public InetSocketAddress address() {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    }

    @Override
    public void wake() {
      wakes.increment();
    }

    @Override
    public void stopAccepting() {
      // Nobody calls any more.
    }

    @Override
    public void close() {
      // The callers are the benchmark's.
    }
  }
}
