package dev.parlance.chat.examples.dialects;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Calls over a plain socket of the JDK, and reads as much at once as the dialect's program does.
 */
final class SocketCaller implements Caller {

  private interface Reads {
    int read(byte[] into) throws IOException;
  }

  private interface Writes {
    void write(byte[] bytes) throws IOException;
  }

  private final AutoCloseable socket;
  private final Reads reads;
  private final Writes writes;
  private final int port;
  private final byte[] buffer;
  private final ByteArrayOutputStream unread = new ByteArrayOutputStream();

  private SocketCaller(AutoCloseable socket, Reads reads, Writes writes, int port, int read) {
    this.socket = socket;
    this.reads = reads;
    this.writes = writes;
    this.port = port;
    this.buffer = new byte[read];
  }

  /** Connects by TCP. */
  static SocketCaller tcp(int serverPort, int read) {
    try {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), serverPort);
      socket.setSoTimeout(PATIENCE_SECONDS * 1000);
      socket.setTcpNoDelay(true);
      return new SocketCaller(
          socket,
          into -> socket.getInputStream().read(into),
          bytes -> socket.getOutputStream().write(bytes),
          socket.getLocalPort(),
          read);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Talks by UDP. */
  static SocketCaller udp(int serverPort, int read) {
    try {
      DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
      socket.connect(InetAddress.getLoopbackAddress(), serverPort);
      socket.setSoTimeout(PATIENCE_SECONDS * 1000);
      return new SocketCaller(
          socket,
          into -> {
            DatagramPacket packet = new DatagramPacket(into, into.length);
            socket.receive(packet);
            return packet.getLength();
          },
          bytes -> socket.send(new DatagramPacket(bytes, bytes.length)),
          socket.getLocalPort(),
          read);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void says(String text) {
    try {
      writes.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void hears(String expected) {
    byte[] bytes = expected.getBytes(StandardCharsets.UTF_8);
    while (unread.size() < bytes.length) {
      if (!reads()) {
        break;
      }
    }
    String all = unread.toString(StandardCharsets.UTF_8);
    if (!all.startsWith(expected)) {
      throw new AssertionError("Expected \"" + expected + "\" but heard \"" + all + "\"");
    }
    byte[] heard = unread.toByteArray();
    unread.reset();
    unread.write(heard, bytes.length, heard.length - bytes.length);
  }

  /** Reads until all of {@code texts} have come, in whatever order; returns everything. */
  String hearsAll(List<String> texts) {
    while (!texts.stream().allMatch(unread.toString(StandardCharsets.UTF_8)::contains)) {
      if (!reads()) {
        throw new AssertionError("It ended after " + unread.toString(StandardCharsets.UTF_8));
      }
    }
    String all = unread.toString(StandardCharsets.UTF_8);
    unread.reset();
    return all;
  }

  private boolean reads() {
    try {
      int size = reads.read(buffer);
      unread.write(buffer, 0, Math.max(size, 0));
      return size >= 0;
    } catch (IOException failure) {
      throw new AssertionError("after " + unread.toString(StandardCharsets.UTF_8), failure);
    }
  }

  @Override
  public void hangsUp() {
    try {
      if (socket instanceof Socket stream) {
        stream.shutdownOutput();
      } else {
        socket.close();
      }
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  @Override
  public void breaksOff() {
    try {
      if (socket instanceof Socket stream) {
        stream.setSoLinger(true, 0);
      }
      socket.close();
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  @Override
  public void hearsTheEnd() {
    if (reads() || unread.size() > 0) {
      throw new AssertionError("heard " + unread.toString(StandardCharsets.UTF_8));
    }
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }
}
