package dev.parlance.chat.examples.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** A plain socket, as {@code nc} is one: bytes out, bytes in, nothing understood. */
final class RawPeer implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 15_000;

  private final Socket socket;

  RawPeer(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
  }

  static RawPeer connect(int port) throws IOException {
    return new RawPeer(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** Connects to a server of the {@code line} dialect, which may say no more than expected. */
  static RawPeer join(int port, String name, int online) throws IOException {
    RawPeer peer = connect(port);
    peer.expect("* name?\n");
    peer.send(name + "\n");
    peer.expect("* welcome " + name + " (" + online + " online)\n");
    return peer;
  }

  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
  }

  /** The next bytes are these. */
  void expect(String text) throws IOException {
    int length = text.getBytes(UTF_8).length;
    assertEquals(text, new String(socket.getInputStream().readNBytes(length), UTF_8));
  }

  /** Nothing follows. */
  void expectEnd() throws IOException {
    assertEquals("", new String(socket.getInputStream().readAllBytes(), UTF_8));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
