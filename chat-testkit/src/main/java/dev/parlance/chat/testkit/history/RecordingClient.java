package dev.parlance.chat.testkit.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A plain TCP socket that talks to a server, records what it is shown, and can behave badly: read
 * slowly or not at all, end its output alone, or break off. It knows nothing of Parlance's own
 * client.
 *
 * <p>A daemon thread of its own reads. Methods that send do so on the calling thread, and wait
 * while the server does not read. Those that wait for something give up after {@link #PATIENCE}
 * with an {@link AssertionError}. All methods are safe from any thread; what two threads send at
 * once is not mixed up within a call.
 */
public final class RecordingClient implements AutoCloseable {

  /** How long a client waits for anything. */
  public static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Socket socket;
  private final @Nullable History history;
  private final Hearing hearing;
  private final InetSocketAddress address;

  private RecordingClient(Socket socket, @Nullable History history) {
    this.socket = socket;
    this.address = (InetSocketAddress) socket.getLocalSocketAddress();
    this.history = history;
    this.hearing = new Hearing(socket, history);
    hearing.start();
  }

  /**
   * Connects, and sends nothing: for what is no member, or speaks another dialect.
   *
   * @throws UncheckedIOException if there is no connection
   */
  public static RecordingClient connect(InetSocketAddress server) {
    return new RecordingClient(open(server, null, 0), null);
  }

  /**
   * Connects from an address of this machine, any of {@code 127.0.0.0/8} say, and sends nothing.
   *
   * @throws UncheckedIOException if there is no connection
   */
  public static RecordingClient connectFrom(InetAddress from, InetSocketAddress server) {
    return new RecordingClient(open(server, from, 0), null);
  }

  /**
   * Connects with a receive buffer of so many bytes, so that the kernel hides little slowness.
   *
   * @throws UncheckedIOException if there is no connection
   */
  public static RecordingClient connect(InetSocketAddress server, int receiveBuffer) {
    return new RecordingClient(open(server, null, receiveBuffer), null);
  }

  /**
   * Joins a room in the {@code line} dialect by the history's name, and returns when it is welcome.
   *
   * @throws UncheckedIOException if there is no connection
   */
  public static RecordingClient join(InetSocketAddress server, History history) {
    return join(server, history, 0);
  }

  /**
   * Joins a room like {@link #join(InetSocketAddress, History)}.
   *
   * @param receiveBuffer bytes; 0 leaves the system's default
   */
  public static RecordingClient join(InetSocketAddress server, History history, int receiveBuffer) {
    RecordingClient client = new RecordingClient(open(server, null, receiveBuffer), history);
    client.sends(history.name() + "\n");
    history.awaitWelcome(PATIENCE);
    return client;
  }

  private static Socket open(
      InetSocketAddress server, @Nullable InetAddress from, int receiveBuffer) {
    Socket socket = new Socket();
    try {
      if (from != null) {
        socket.bind(new InetSocketAddress(from, 0));
      }
      if (receiveBuffer > 0) {
        socket.setReceiveBufferSize(receiveBuffer);
      }
      socket.setTcpNoDelay(true);
      socket.connect(server, (int) PATIENCE.toMillis());
      return socket;
    } catch (IOException failure) {
      Hearing.closeQuietly(socket);
      throw new UncheckedIOException(failure);
    }
  }

  /** {@return the address of this end} */
  public InetSocketAddress address() {
    return address;
  }

  /**
   * Sends text as it is, nothing added.
   *
   * @throws UncheckedIOException if the connection has ended
   */
  public RecordingClient sends(String text) {
    return sends(text.getBytes(UTF_8));
  }

  /** Sends bytes as they are. */
  public RecordingClient sends(byte[] bytes) {
    try {
      synchronized (socket) {
        socket.getOutputStream().write(bytes);
      }
      return this;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Says so many lines of the form {@code sender:counter}, in one write.
   *
   * @throws IllegalStateException if it has no history
   */
  public RecordingClient says(int lines) {
    History counting = history();
    synchronized (socket) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < lines; i++) {
        text.append(counting.say()).append('\n');
      }
      return sends(text.toString());
    }
  }

  /** Stops reading; what comes stays with the kernel. */
  public RecordingClient stopsReading() {
    hearing.pause(true);
    return this;
  }

  /** Reads again. */
  public RecordingClient readsAgain() {
    hearing.pause(false);
    return this;
  }

  /** Reads so many bytes at a time from now on, and waits between two reads. */
  public RecordingClient readsSlowly(int bytes, Duration between) {
    hearing.slow(bytes, between);
    return this;
  }

  /** Ends its output (FIN) and goes on reading. */
  public RecordingClient endsOutput() {
    try {
      socket.shutdownOutput();
      return this;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Breaks off (RST). */
  public void breaksOff() {
    try {
      socket.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException alreadyClosed) {
      // Then there is nothing to break.
    }
    close();
  }

  /** Says {@code -1}, reads to the end, and fails if that end is not in good order. */
  public void leaves() {
    sends("-1\n").awaitEnd();
  }

  /** Waits until the history has a line; see {@link History#awaitLine}. */
  public RecordingClient awaitLine(String line) {
    history().awaitLine(line, PATIENCE);
    return this;
  }

  /** Waits until a text has been received, and forgets all up to its end. */
  public RecordingClient awaitText(String text) {
    hearing.awaitText(text);
    return this;
  }

  /** Waits for the end of the stream, and fails if it is not in good order. */
  public void awaitEnd() {
    String how = hearing.awaitGone();
    if (!how.isEmpty()) {
      throw new AssertionError("not the end of the stream in good order: " + how);
    }
    close();
  }

  /**
   * Waits for the end of the stream.
   *
   * @return whether it ended in good order, and not by a reset
   */
  public boolean awaitGone() {
    return hearing.awaitGone().isEmpty();
  }

  /** {@return the last text that was received and not waited for, at most a mebibyte of it} */
  public String heard() {
    return hearing.text();
  }

  /** {@return the history that is recorded} */
  public History history() {
    if (history == null) {
      throw new IllegalStateException("this client has no history");
    }
    return history;
  }

  /** Closes the socket, and waits for its thread. */
  @Override
  public void close() {
    hearing.end();
  }
}
