package dev.parlance.chat.testkit;

import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Binding;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Carries bytes between servers and clients in one JVM, with no port of the system. An
 * application's own test may look like this:
 *
 * <pre>{@code
 * @Test
 * void whatIsBroadcastIsHeard() throws Exception {
 *   MemoryTransport transport = MemoryTransport.create();
 *   BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
 *   try (ChatServer server = ChatServer.builder().listen(transport, 7777).start();
 *       ChatClient alice = ChatClient.builder().transport(transport)
 *           .connect("localhost", 7777, "alice", Listener.of(heard::add))) {
 *     server.broadcast("maintenance at noon");
 *     assertEquals("maintenance at noon", ((Message.Notice) heard.take()).text());
 *   }
 * }
 * }</pre>
 *
 * <p>What listens and what connects must use the same instance: each is a network of its own, so
 * that tests cannot disturb each other. It has one host, whatever host is asked for, with the
 * loopback address; its ports are numbers that nobody else knows of, and port 0 asks for a free
 * one.
 *
 * <p>One daemon thread, {@code parlance-memory}, does all the work, one thing after the other in
 * the order in which it came up: the same calls have the same outcome each time. The thread starts
 * with the first binding or link and ends with the last.
 *
 * <p>A <em>stream</em> ({@link #create}) keeps at most its {@linkplain #withCapacity capacity} of
 * what was written and not yet read. A peer that is not ready thus soon holds up whoever writes to
 * it, as on a network. Each write is received by itself, so far as it was taken: no two writes come
 * in one call of {@link dev.parlance.chat.spi.Peer#received}. An abort loses what is under way.
 *
 * <p>A <em>datagram</em> ({@link #datagrams}) is lost only if its receiver is not ready or there is
 * none. Whoever sends more than is received in time is held up.
 */
public final class MemoryTransport implements Transport {

  private static final int CAPACITY = 64 * 1024;

  private final BiFunction<MemoryLoop, Integer, Medium> kind;
  private final MemoryLoop loop = new MemoryLoop();
  private final Medium medium;

  private MemoryTransport(BiFunction<MemoryLoop, Integer, Medium> kind, int capacity) {
    this.kind = kind;
    this.medium = kind.apply(loop, capacity);
  }

  /** {@return a new transport for streams; nothing else is reachable through it} */
  public static MemoryTransport create() {
    return new MemoryTransport(Streams::new, CAPACITY);
  }

  /** {@return a new transport for datagrams; nothing else is reachable through it} */
  public static MemoryTransport datagrams() {
    return new MemoryTransport(Datagrams::new, CAPACITY);
  }

  /**
   * {@return a new transport of the same kind, with another capacity}
   *
   * @param bytes how much may be written and not yet read, for each direction of a stream, or for
   *     each port that datagrams are sent to; positive. A datagram longer than that fits if no
   *     other waits
   */
  public MemoryTransport withCapacity(int bytes) {
    if (bytes <= 0) {
      throw new IllegalArgumentException("The capacity must be positive, not " + bytes);
    }
    return new MemoryTransport(kind, bytes);
  }

  @Override
  public Carrier carrier() {
    return medium.carrier();
  }

  @Override
  public Binding bind(InetSocketAddress address, Acceptor acceptor) throws IOException {
    return medium.bind(address, acceptor);
  }

  @Override
  public Link connect(InetSocketAddress address, Duration timeout, Acceptor acceptor)
      throws IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    Attempt attempt = new Attempt(() -> medium.connect(address, acceptor));
    if (!loop.call(deadline, attempt)) {
      throw new SocketTimeoutException("no connection within " + timeout);
    }
    return attempt.link();
  }

  /** {@return "memory"} */
  @Override
  public String toString() {
    return "memory";
  }

  /** Connecting, which the loop does for the caller. */
  private static final class Attempt implements Runnable {

    /** What may fail. */
    interface Connecting {
      Link connect() throws IOException;
    }

    private final Connecting connecting;
    private @Nullable Link link;
    private IOException failure = new IOException("Not tried");

    Attempt(Connecting connecting) {
      this.connecting = connecting;
    }

    @Override
    public void run() {
      try {
        link = connecting.connect();
      } catch (IOException e) {
        failure = e;
      }
    }

    Link link() throws IOException {
      if (link == null) {
        throw failure;
      }
      return link;
    }
  }
}
