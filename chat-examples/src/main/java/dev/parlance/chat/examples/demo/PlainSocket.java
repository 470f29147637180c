package dev.parlance.chat.examples.demo;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A socket of the JDK, and text over it: what any chat program has, and nothing of Parlance. */
final class PlainSocket implements Closeable {

  private interface Reading {
    int read(byte[] into) throws IOException;
  }

  private interface Writing {
    void write(byte[] bytes) throws IOException;
  }

  private final Closeable socket;
  private final InetSocketAddress local;
  private final Reading reading;
  private final Writing writing;
  private final byte[] buffer = new byte[2048];
  private final ByteArrayOutputStream unheard = new ByteArrayOutputStream();

  private PlainSocket(Closeable socket, InetSocketAddress local, Reading reading, Writing writing) {
    this.socket = socket;
    this.local = local;
    this.reading = reading;
    this.writing = writing;
  }

  /** Connects over TCP to {@code port} of the loopback address. */
  static PlainSocket tcp(int port, Duration patience) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) patience.toMillis());
    socket.setTcpNoDelay(true);
    return new PlainSocket(
        socket,
        (InetSocketAddress) socket.getLocalSocketAddress(),
        into -> socket.getInputStream().read(into),
        bytes -> socket.getOutputStream().write(bytes));
  }

  /** Talks over UDP with {@code port} of the loopback address. */
  static PlainSocket udp(int port, Duration patience) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    DatagramSocket socket = new DatagramSocket(0, loopback);
    socket.connect(loopback, port);
    socket.setSoTimeout((int) patience.toMillis());
    return new PlainSocket(
        socket,
        (InetSocketAddress) socket.getLocalSocketAddress(),
        into -> {
          DatagramPacket packet = new DatagramPacket(into, into.length);
          socket.receive(packet);
          return packet.getLength();
        },
        bytes -> socket.send(new DatagramPacket(bytes, bytes.length)));
  }

  /** {@return the address of this end, by which the server knows it} */
  InetSocketAddress local() {
    return local;
  }

  /** Sends a text by one call. */
  void send(String text) throws IOException {
    writing.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** {@return what has come and was not taken} */
  String unheard() {
    return unheard.toString(StandardCharsets.UTF_8);
  }

  /** {@return how many bytes that is} */
  int unheardBytes() {
    return unheard.size();
  }

  /**
   * Waits for more to come.
   *
   * @return false if the end came
   * @throws java.net.SocketTimeoutException if neither came in time
   */
  boolean awaitMore() throws IOException {
    int size = reading.read(buffer);
    unheard.write(buffer, 0, Math.max(size, 0));
    return size >= 0;
  }

  /** Takes the text that came first, which must be {@code text}. */
  void take(String text) {
    byte[] all = unheard.toByteArray();
    int taken = text.getBytes(StandardCharsets.UTF_8).length;
    unheard.reset();
    unheard.write(all, taken, all.length - taken);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
