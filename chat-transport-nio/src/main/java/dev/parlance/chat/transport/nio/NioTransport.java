package dev.parlance.chat.transport.nio;

import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Binding;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * Carries bytes over non-blocking channels: many links on few threads.
 *
 * <p>An instance starts the event loops that it needs with the first binding or connection and ends
 * them with the last; hundreds of bindings and links may share it. Its threads are named {@code
 * parlance-nio-1} and so on.
 *
 * <pre>{@code
 * Transport tcp = NioTransport.tcp();
 * Transport small = NioTransport.tcp().loops(1).backlog(50);
 * }</pre>
 *
 * <p>The methods that take an option return a new transport, which shares nothing with this one.
 */
public final class NioTransport implements Transport {

  /** More loops than this were of no use: a room hands out its messages in one order. */
  private static final int LOOPS_MOST = 8;

  /**
   * The limit of Linux since 5.4 (net.core.somaxconn): of a burst beyond it, each waits a second.
   */
  private static final int BACKLOG = 4096;

  private final Carrier carrier;
  private final int loopCount;
  private final int backlog;
  private final boolean anyAddress;
  private final Loops loops;

  private NioTransport(Carrier carrier, int loopCount, int backlog, boolean anyAddress) {
    this.carrier = carrier;
    this.loopCount = loopCount;
    this.backlog = backlog;
    this.anyAddress = anyAddress;
    loops = new Loops(loopCount);
  }

  /** {@return a transport that carries streams of bytes over TCP} */
  public static NioTransport tcp() {
    return new NioTransport(Carrier.STREAM, defaultLoops(), BACKLOG, false);
  }

  /** {@return a transport that carries datagrams over UDP, to loopback addresses only} */
  public static NioTransport udp() {
    return new NioTransport(Carrier.DATAGRAM, defaultLoops(), BACKLOG, false);
  }

  private static int defaultLoops() {
    int half = Runtime.getRuntime().availableProcessors() / 2;
    return Math.min(Math.max(1, half), LOOPS_MOST);
  }

  /**
   * Says how many event loops, and so threads, serve all bindings and links. By default half as
   * many as there are processors, but one at least and eight at most: a loop spends its time in
   * system calls, and the system needs about as much again to move the bytes; what is left is the
   * application's.
   *
   * @param count at least 1
   * @return a transport like this one, with so many loops
   */
  public NioTransport loops(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("loops must be 1 or more: " + count);
    }
    return new NioTransport(carrier, count, backlog, anyAddress);
  }

  /**
   * Says how many connections the operating system may complete ahead of their being accepted; it
   * may have a limit of its own. 4096 by default. Of no meaning for datagrams.
   *
   * @param connections at least 1
   * @return a transport like this one, with this backlog
   */
  public NioTransport backlog(int connections) {
    if (connections < 1) {
      throw new IllegalArgumentException("backlog must be 1 or more: " + connections);
    }
    return new NioTransport(carrier, loopCount, connections, anyAddress);
  }

  /**
   * Allows datagrams to be received at any address and not at loopback addresses alone.
   *
   * <p><strong>The source address of a datagram can be forged</strong>, and nothing in UDP shows
   * it. Whoever sends one datagram with the address of a victim as its source makes the victim a
   * member: the server then sends it all the traffic of the room, many times what the attacker had
   * to send. Allow this only where forged addresses cannot come from: a network of your own, behind
   * a filter that drops them. Of no meaning for TCP.
   *
   * @return a transport like this one, without that restriction
   */
  public NioTransport allowAnyAddress() {
    return new NioTransport(carrier, loopCount, backlog, true);
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
    return carrier == Carrier.STREAM
        ? Tcp.bind(loops, address, backlog, acceptor)
        : Udp.bind(loops, address, anyAddress, acceptor);
  }

  @Override
  public Link connect(InetSocketAddress address, Duration timeout, Acceptor acceptor)
      throws IOException {
    if (timeout.isZero() || timeout.isNegative()) {
      throw new IllegalArgumentException("timeout must be positive: " + timeout);
    }
    if (address.isUnresolved()) {
      throw new UnknownHostException("unknown host");
    }
    return carrier == Carrier.STREAM
        ? Tcp.connect(loops, address, timeout, acceptor)
        : Udp.connect(loops, address, acceptor);
  }

  /** {@return "nio"} */
  @Override
  public String toString() {
    return "nio";
  }
}
