package dev.parlance.chat.transport.socket;

import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Binding;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Moves bytes by blocking sockets. Each TCP connection has a thread that reads; a few threads write
 * for all connections, and more only while some are stuck writing to peers that do not read. They
 * are virtual threads on Java 21 and later, platform threads before.
 *
 * <pre>{@code
 * ChatServer.builder().listen(SocketTransport.tcp(), 7777)
 * }</pre>
 *
 * <p>A datagram address listened at has two platform threads, however many members there are: one
 * receives, one sends. Nothing that arrives is truncated: the buffer is larger than any datagram.
 * As such a socket serves all members, it stays open, and its port taken, after {@link
 * Binding#stopAccepting}; only strangers are ignored from then on.
 *
 * <p>Immutable: each method that sets an option returns a changed copy, with threads of its own.
 */
public final class SocketTransport implements Transport {

  private static final int DEFAULT_BACKLOG = 4096;

  private record Options(int backlog, boolean platformThreads, boolean anyAddress) {}

  private final Carrier carrier;
  private final Options options;
  private final Slots slots = new Slots();
  private final Crew crew;
  private final AtomicBoolean rehearsed = new AtomicBoolean();

  private SocketTransport(Carrier carrier, Options options) {
    this.carrier = carrier;
    this.options = options;
    crew = new Crew(options.platformThreads ? null : VirtualThreads.factory());
  }

  /** {@return a transport by TCP} */
  public static SocketTransport tcp() {
    return new SocketTransport(Carrier.STREAM, new Options(DEFAULT_BACKLOG, false, false));
  }

  /**
   * {@return a transport by UDP, which listens at loopback addresses only unless {@link
   * #allowAnyAddress} is asked for}
   */
  public static SocketTransport udp() {
    return new SocketTransport(Carrier.DATAGRAM, new Options(DEFAULT_BACKLOG, false, false));
  }

  /**
   * Sets how many completed TCP connections may wait to be accepted. Default 4096, so that the
   * members of a restarted server may come back all at once; the operating system may cut it
   * (Linux: {@code net.core.somaxconn}). Means nothing to UDP.
   *
   * @param connections at least 1
   * @return a changed copy
   */
  public SocketTransport backlog(int connections) {
    if (connections < 1) {
      throw new IllegalArgumentException("a backlog of " + connections + ", must be at least 1");
    }
    return with(new Options(connections, options.platformThreads, options.anyAddress));
  }

  /**
   * Uses platform threads even where there are virtual ones, to compare the two.
   *
   * @return a changed copy
   */
  public SocketTransport platformThreads() {
    return with(new Options(options.backlog, true, options.anyAddress));
  }

  /**
   * Lets UDP listen at addresses that are not loopback.
   *
   * <p>Think twice. The source of a datagram can be forged: whoever sends one in the name of a
   * victim makes the victim a member, and the server sends it all the room's traffic from then on.
   * A server that strangers can reach is so made to attack others. Nothing in a plain datagram
   * protects against this; do it in networks only whose routers refuse forged sources. Means
   * nothing to TCP, whose handshake proves the address.
   *
   * @return a changed copy
   */
  public SocketTransport allowAnyAddress() {
    return with(new Options(options.backlog, options.platformThreads, true));
  }

  private SocketTransport with(Options changed) {
    return new SocketTransport(carrier, changed);
  }

  @Override
  public Carrier carrier() {
    return carrier;
  }

  @Override
  public Binding bind(InetSocketAddress address, Acceptor acceptor) throws IOException {
    if (address.isUnresolved()) {
      throw new UnknownHostException("unknown host");
    }
    return switch (carrier) {
      case STREAM -> bindStream(address, acceptor);
      case DATAGRAM -> UdpBinding.open(allowed(address), acceptor, crew);
    };
  }

  private Binding bindStream(InetSocketAddress address, Acceptor acceptor) throws IOException {
    if (!rehearsed.getAndSet(true)) {
      boolean ignored = Rehearsal.run(crew, slots);
    }
    return TcpBinding.open(address, options.backlog, new Guests(acceptor, crew, slots), crew);
  }

  private InetSocketAddress allowed(InetSocketAddress address) throws IOException {
    if (!options.anyAddress && !address.getAddress().isLoopbackAddress()) {
      throw new IOException(
          "not a loopback address, and the sources of datagrams can be forged;"
              + " see SocketTransport.allowAnyAddress()");
    }
    return address;
  }

  @Override
  public Link connect(InetSocketAddress address, Duration timeout, Acceptor acceptor)
      throws IOException {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("a timeout of " + timeout + ", must be positive");
    }
    if (address.isUnresolved()) {
      throw new UnknownHostException("unknown host");
    }
    Plug plug =
        switch (carrier) {
          case STREAM -> TcpPlug.connect(address, timeout, slots);
          case DATAGRAM -> UdpPlug.connect(address);
        };
    return new Visit(plug, crew).start(acceptor);
  }

  /** {@return "socket"} */
  @Override
  public String toString() {
    return "socket";
  }
}
