package dev.parlance.chat.examples.life;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes and goes leaves nothing behind. */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class ChurnTest {

  /** One window of it is memory that a room keeps, so it is small here. */
  private static final Limits LIMITS = Limits.defaults().withWindow(1 << 20);

  private static final int WARM_UP = 500;

  /** So long that no address runs out of ports: those of closed connections rest for a minute. */
  private static final int ADDRESSES = 200;

  @ParameterizedTest
  @ValueSource(strings = {"nio", "socket"})
  void twoThousandVisitsLeaveNothingBehind(String transport) throws Exception {
    visits(transport, 2_000);
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"nio", "socket"})
  void aHundredThousandVisitsLeaveNothingBehind(String transport) throws Exception {
    visits(transport, 100_000);
  }

  private static void visits(String transport, int count) throws Exception {
    try (ChatServer server =
        ChatServer.builder().listen(Hall.transport(transport), 0).limits(LIMITS).start()) {
      come(server, 0, WARM_UP);
      Witnesses before = Witnesses.now();
      come(server, WARM_UP, WARM_UP + count);
      before.assertGivenBack(LIMITS.window());
      assertEquals(0, server.online());
    }
  }

  private static void come(ChatServer server, int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      visit(server.port(), i);
    }
    Patience.await(() -> closed(server) == to, () -> to + " came, " + server.closes());
  }

  private static long closed(ChatServer server) {
    return server.closes().values().stream().mapToLong(Long::longValue).sum();
  }

  /** Each goes in one of five ways: by saying so, in good order, broken, silent, or nameless. */
  private static void visit(int port, int number) throws IOException {
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(address(number), 0));
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      switch (number % 5) {
        case 0 -> {
          send(socket, "visitor\nhello\n-1\n");
          socket.getInputStream().readAllBytes();
        }
        case 1 -> {
          send(socket, "visitor\n");
          socket.shutdownOutput();
          socket.getInputStream().readAllBytes();
        }
        case 2 -> {
          send(socket, "visitor\nhello\n");
          socket.setSoLinger(true, 0);
        }
        case 3 -> send(socket, "visitor\n");
        default -> socket.setSoLinger(true, 0);
      }
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
  }

  /** Linux has all of 127.0.0.0/8; elsewhere there is only the one. */
  private static InetAddress address(int number) throws IOException {
    boolean linux = System.getProperty("os.name").equals("Linux");
    int last = linux ? 1 + number % ADDRESSES : 1;
    return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
  }
}
