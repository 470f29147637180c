package dev.parlance.chat.transport.socket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class TcpPlugTest {

  private Socket far;
  private Socket near;
  private TcpPlug plug;

  @BeforeEach
  void connect() throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      far = new Socket(listener.getInetAddress(), listener.getLocalPort());
      near = listener.accept();
    }
    plug = new TcpPlug(near, new Slots());
  }

  @AfterEach
  void close() throws IOException {
    far.close();
    near.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1023, 1024, 1025, 4096, 5000, 16383, 16384})
  void whatIsThereIsReadAtOnceHoweverSmallTheBufferBegins(int size) throws IOException {
    byte[] sent = new byte[size];
    new Random(size).nextBytes(sent);
    far.getOutputStream().write(sent);
    awaitAvailable(size);
    assertArrayEquals(sent, content(plug.read()));
  }

  @Test
  void moreThanTheLargestBufferIsReadInPieces() throws IOException {
    far.getOutputStream().write(new byte[20_000]);
    awaitAvailable(20_000);
    assertEquals(16_384, content(plug.read()).length);
    assertEquals(20_000 - 16_384, content(plug.read()).length);
    far.close();
    assertNull(plug.read());
  }

  private void awaitAvailable(int size) throws IOException {
    InputStream in = near.getInputStream();
    Patience.await(
        size + " bytes",
        () -> {
          try {
            return in.available() == size;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static byte[] content(@Nullable ByteBuffer read) {
    if (read == null) {
      throw new AssertionError("the input ended");
    }
    byte[] content = new byte[read.remaining()];
    read.get(content);
    return content;
  }
}
