package dev.parlance.chat.testkit.fault;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Random;

/** One connection through a {@link FaultProxy}. All public methods are safe from any thread. */
public final class ProxiedConnection {

  private final FaultProxy proxy;
  private final InetSocketAddress client;
  private final SocketChannel near;
  private final SocketChannel far;
  private final SelectionKey nearKey;
  private final SelectionKey farKey;
  private final Flow toServer;
  private final Flow toClient;
  private volatile boolean reset;
  private volatile boolean open = true;

  /** Meets a client, and begins to connect to the server. */
  ProxiedConnection(FaultProxy proxy, SocketChannel near, Selector selector, ByteBuffer input)
      throws IOException {
    this.proxy = proxy;
    this.near = near;
    this.client = (InetSocketAddress) near.getRemoteAddress();
    this.far = SocketChannel.open();
    try {
      for (SocketChannel channel : new SocketChannel[] {near, far}) {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, FaultProxy.SOCKET_BUFFER);
      }
      far.setOption(StandardSocketOptions.SO_RCVBUF, FaultProxy.SOCKET_BUFFER);
      far.connect(proxy.server());
      nearKey = near.register(selector, 0, this);
      farKey = far.register(selector, SelectionKey.OP_CONNECT, this);
    } catch (IOException | RuntimeException failure) {
      far.close();
      throw failure;
    }
    Random random = proxy.random();
    toServer = new Flow(proxy.toServer().follower(), near, far, random, input);
    toClient = new Flow(proxy.toClient().follower(), far, near, random, input);
  }

  /** {@return the address that the client connects from} */
  public InetSocketAddress client() {
    return client;
  }

  /** {@return how what the client writes is carried} */
  public Lane toServer() {
    return toServer.lane();
  }

  /** {@return how what the server writes is carried} */
  public Lane toClient() {
    return toClient.lane();
  }

  /** {@return whether the connection stands} */
  public boolean isOpen() {
    return open;
  }

  /** Breaks the connection (RST) for both ends, soon; what is under way is lost. */
  public void reset() {
    reset = true;
    proxy.wake();
  }

  /** Carries what can be carried; {@return how long until the next turn is due} */
  long turn(long now) {
    if (!open) {
      return Flow.NEVER;
    }
    try {
      if (reset) {
        abort();
        return Flow.NEVER;
      }
      if (far.isConnectionPending() && !far.finishConnect()) {
        return Flow.NEVER;
      }
      return carry(now);
    } catch (IOException broken) {
      abort();
      return Flow.NEVER;
    }
  }

  private long carry(long now) throws IOException {
    toServer.read(now);
    toClient.read(now);
    long next = Math.min(toServer.write(now), toClient.write(now));
    if (toServer.hasEnded() && toClient.hasEnded()) {
      close();
      return Flow.NEVER;
    }
    nearKey.interestOps(interest(toServer, toClient));
    farKey.interestOps(interest(toClient, toServer));
    return next;
  }

  private static int interest(Flow from, Flow to) {
    return (from.wantsInput() ? SelectionKey.OP_READ : 0)
        | (to.isBlocked() ? SelectionKey.OP_WRITE : 0);
  }

  /** Ends both connections with a reset. */
  void abort() {
    for (SocketChannel channel : new SocketChannel[] {near, far}) {
      try {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      } catch (IOException gone) {
        // It has ended by itself.
      }
    }
    close();
  }

  private void close() {
    open = false;
    proxy.toServer().forget(toServer.lane());
    proxy.toClient().forget(toClient.lane());
    for (SocketChannel channel : new SocketChannel[] {near, far}) {
      try {
        channel.close();
      } catch (IOException gone) {
        // As it should be.
      }
    }
  }
}
