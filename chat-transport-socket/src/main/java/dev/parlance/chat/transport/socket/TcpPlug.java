package dev.parlance.chat.transport.socket;

import dev.parlance.chat.spi.KeepAlive;
import dev.parlance.chat.spi.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A TCP connection. */
final class TcpPlug implements Plug {

  /**
   * The buffer of a blocking read is held while nothing arrives, so it begins small: what twenty
   * thousand idle members hold is 5 MiB, and not 320. It grows when a read fills it and more is
   * there, before anything is handed over, so that a peer is told of as many bytes at once as if it
   * had been large from the start.
   */
  private static final int LEAST = 1 << 8;

  private static final int MOST = 16 << 10;

  private final Socket socket;
  private final Slots slots;
  private final InputStream in;
  private final OutputStream out;
  private final InetSocketAddress remote;
  private final InetSocketAddress local;
  private byte[] bytes = new byte[LEAST];
  private ByteBuffer view = ByteBuffer.wrap(bytes);

  /**
   * @throws IOException when the other end has gone already; the socket is then still open
   */
  TcpPlug(Socket socket, Slots slots) throws IOException {
    this.socket = socket;
    this.slots = slots;
    socket.setTcpNoDelay(true);
    socket.setKeepAlive(true);
    socket.setSendBufferSize(Transport.SEND_BUFFER);
    in = socket.getInputStream();
    out = socket.getOutputStream();
    SocketChannel channel = socket.getChannel();
    if (channel != null) { // its own addresses, which are there already
      remote = (InetSocketAddress) channel.getRemoteAddress();
      local = (InetSocketAddress) channel.getLocalAddress();
    } else {
      remote = new InetSocketAddress(socket.getInetAddress(), socket.getPort());
      local = new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
    }
  }

  static TcpPlug connect(InetSocketAddress address, Duration timeout, Slots slots)
      throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(address, millis(timeout));
      KeepAlive.tune(socket.supportedOptions(), socket::setOption);
      TcpPlug plug = new TcpPlug(socket, slots);
      if (plug.local.equals(plug.remote)) {
        // A free port to connect from may happen to be the one asked for, if nobody listens there.
        throw new ConnectException("Connection refused");
      }
      return plug;
    } catch (IOException | RuntimeException e) {
      reset(socket);
      throw Crew.failure(e);
    }
  }

  private static int millis(Duration timeout) {
    boolean endless = timeout.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) > 0;
    return endless ? Integer.MAX_VALUE : Math.max(1, (int) timeout.toMillis());
  }

  @Override
  public InetSocketAddress remote() {
    return remote;
  }

  @Override
  public InetSocketAddress local() {
    return local;
  }

  @Override
  public @Nullable ByteBuffer read() throws IOException {
    int count = in.read(bytes);
    if (count < 0) {
      return null;
    }
    while (count == bytes.length && count < MOST && in.available() > 0) {
      bytes = Arrays.copyOf(bytes, Math.min(MOST, 4 * count));
      view = ByteBuffer.wrap(bytes);
      // Never the end of the input, as bytes are available.
      count += in.read(bytes, count, bytes.length - count);
    }
    return view.clear().limit(count);
  }

  @Override
  public void write(Slot slot) throws IOException {
    out.write(slot.array(), 0, slot.size());
  }

  @Override
  public boolean endOutput() throws IOException {
    socket.shutdownOutput();
    return true;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone all the same, and everything was said and heard before.
    }
  }

  /** Frees a stuck read or write, too; with SO_LINGER 0 the kernel keeps nothing of it. */
  @Override
  public void reset() {
    reset(socket);
  }

  static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // Closed already, or by the other end.
    }
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone all the same.
    }
  }

  @Override
  public Slot borrow() {
    return slots.borrow();
  }

  @Override
  public void giveBack(Slot slot) {
    slots.giveBack(slot);
  }
}
