package dev.parlance.chat.testkit.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A bad network between clients and a server, on one machine: listens at a free port of the
 * loopback address, and carries each connection that comes on to the server, as slowly and badly as
 * is asked for.
 *
 * <pre>{@code
 * try (FaultProxy proxy = FaultProxy.to(server.addresses().get(0))) {
 *   proxy.toClient().delay(Duration.ofMillis(50)).jitter(Duration.ofMillis(20)).slice(1);
 *   ... connect to proxy.address() ...
 *   proxy.awaitConnection(0).reset();
 * }
 * }</pre>
 *
 * <p>{@link #toServer} and {@link #toClient} hold for all connections, those to come included; each
 * {@link ProxiedConnection} has its own as well. The latest call counts.
 *
 * <p>The proxy keeps at most 64 KiB that are under way for each direction of a connection, and asks
 * the kernel for small buffers besides; when these are full, whoever writes is held up, as on a
 * network. An end of the output (FIN) and a break (RST) are carried, too. One daemon thread, {@code
 * fault-proxy}, does all the work, and ends with {@link #close}.
 */
public final class FaultProxy implements AutoCloseable {

  /** What the kernel is asked to keep, as little as it does not make small of. */
  static final int SOCKET_BUFFER = 16 << 10;

  private static final int READ = 16 << 10;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final InetSocketAddress server;
  private final Random random;
  private final Selector selector;
  private final ServerSocketChannel listening;
  private final InetSocketAddress address;
  private final Lane toServer = new Lane(this::wake);
  private final Lane toClient = new Lane(this::wake);
  private final List<ProxiedConnection> connections = new ArrayList<>();

  /** Those that stand; for the proxy's thread alone. */
  private final List<ProxiedConnection> standing = new ArrayList<>();

  private final ByteBuffer input = ByteBuffer.allocateDirect(READ);
  private final Thread thread = new Thread(this::run, "fault-proxy");
  private volatile boolean closing;

  private FaultProxy(InetSocketAddress server, long seed) throws IOException {
    this.server = server;
    this.random = new Random(seed);
    selector = Selector.open();
    listening = ServerSocketChannel.open();
    try {
      listening.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
      listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      listening.configureBlocking(false);
      listening.register(selector, SelectionKey.OP_ACCEPT);
      address = (InetSocketAddress) listening.getLocalAddress();
    } catch (IOException | RuntimeException failure) {
      closeAll();
      throw failure;
    }
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * {@return a proxy that listens, in front of a server}
   *
   * @throws UncheckedIOException if it cannot listen
   */
  public static FaultProxy to(InetSocketAddress server) {
    return to(server, 0);
  }

  /**
   * {@return a proxy that listens, in front of a server}
   *
   * @param seed what jitter is drawn from
   * @throws UncheckedIOException if it cannot listen
   */
  public static FaultProxy to(InetSocketAddress server, long seed) {
    try {
      return new FaultProxy(server, seed);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** {@return where to connect to in place of the server} */
  public InetSocketAddress address() {
    return address;
  }

  InetSocketAddress server() {
    return server;
  }

  Random random() {
    return random;
  }

  /** {@return how what clients write is carried, on all connections} */
  public Lane toServer() {
    return toServer;
  }

  /** {@return how what the server writes is carried, on all connections} */
  public Lane toClient() {
    return toClient;
  }

  /** {@return all connections that ever came, in the order of their coming} */
  public List<ProxiedConnection> connections() {
    synchronized (connections) {
      return List.copyOf(connections);
    }
  }

  /**
   * Waits for a connection, for 20 seconds at most.
   *
   * @param index 0 for the first that ever came
   * @throws AssertionError if it does not come
   */
  public ProxiedConnection awaitConnection(int index) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    synchronized (connections) {
      while (connections.size() <= index) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          throw new AssertionError("no connection came: there were " + connections.size());
        }
        try {
          TimeUnit.NANOSECONDS.timedWait(connections, left);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw new AssertionError("interrupted", interrupted);
        }
      }
      return connections.get(index);
    }
  }

  void wake() {
    selector.wakeup();
  }

  private void run() {
    try {
      while (!closing) {
        accept();
        turn();
      }
    } catch (IOException | ClosedSelectorException failure) {
      // It cannot carry anything any more: all ends see the break.
    } finally {
      closeAll();
    }
  }

  private void accept() throws IOException {
    for (SocketChannel near = listening.accept(); near != null; near = listening.accept()) {
      ProxiedConnection fresh;
      try {
        fresh = new ProxiedConnection(this, near, selector, input);
      } catch (IOException refused) {
        near.close();
        continue;
      }
      standing.add(fresh);
      synchronized (connections) {
        connections.add(fresh);
        connections.notifyAll();
      }
    }
  }

  private void turn() throws IOException {
    long now = System.nanoTime();
    long next = Flow.NEVER;
    for (ProxiedConnection connection : standing) {
      next = Math.min(next, connection.turn(now));
    }
    standing.removeIf(connection -> !connection.isOpen());
    if (next == Flow.NEVER) {
      selector.select();
    } else if (next < TimeUnit.MILLISECONDS.toNanos(1)) {
      selector.selectNow();
    } else {
      selector.select(TimeUnit.NANOSECONDS.toMillis(next));
    }
    selector.selectedKeys().clear();
  }

  private void closeAll() {
    standing.forEach(ProxiedConnection::abort);
    try (selector;
        listening) {
      closing = true;
    } catch (IOException gone) {
      // As it should be.
    }
  }

  /** Breaks all connections, stops listening, and waits for the thread. Idempotent. */
  @Override
  public void close() {
    closing = true;
    wake();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
