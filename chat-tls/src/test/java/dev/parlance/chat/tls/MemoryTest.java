package dev.parlance.chat.tls;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.testkit.RecordingPeer;
import dev.parlance.chat.transport.nio.NioTransport;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a connection holds. Both ends are counted where both are in this JVM. */
@Timeout(60)
final class MemoryTest {

  private static final int MANY = 200;
  private static final long BOUND = 32 << 10;

  /** What somebody does who has just connected. */
  private interface Visit {
    void pay(Stand stand, Socket plain, RecordingPeer server) throws Exception;
  }

  private static long eachHolds(Path directory, Visit visit) throws Exception {
    SSLContext localhost = new Authority(directory, "ca").localhost();
    Transport tls = TlsTransport.over(NioTransport.tcp().loops(1), localhost);
    List<Socket> sockets = new ArrayList<>();
    try (Stand stand = new Stand(tls)) {
      long before = 0;
      for (int i = -20; i < MANY; i++) { // the first ones load classes
        if (i == 0) {
          before = used();
        }
        Socket plain = stand.plain();
        sockets.add(plain);
        visit.pay(stand, plain, stand.next());
      }
      long each = (used() - before) / MANY;
      System.out.println("each holds " + each + " bytes");
      return each;
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  @Test
  void whoSaysNothingCostsLittle(@TempDir Path directory) throws Exception {
    assertTrue(eachHolds(directory, (stand, plain, server) -> {}) < BOUND);
  }

  @Test
  void whoStopsInTheMiddleOfAHandshakeCostsLittle(@TempDir Path directory) throws Exception {
    long each =
        eachHolds(
            directory,
            (stand, plain, server) -> {
              OutputStream out = plain.getOutputStream();
              out.write(Hello.begun(15_000, 14_000));
              out.write(Hello.begun(15_000, 1000), 0, 5);
            });
    assertTrue(each < BOUND, "each holds " + each);
  }

  @Test
  void aMemberThatIsIdleCostsNoBuffer(@TempDir Path directory) throws Exception {
    Authority authority = new Authority(directory, "ca");
    Transport tls = TlsTransport.over(NioTransport.tcp().loops(1), authority.localhost());
    List<RecordingPeer> clients = new ArrayList<>();
    try (Stand stand = new Stand(tls)) {
      long before = 0;
      for (int i = -20; i < MANY; i++) {
        if (i == 0) {
          before = used();
        }
        RecordingPeer client = stand.connect(new RecordingPeer());
        clients.add(client);
        RecordingPeer server = stand.next();
        server.says("welcome");
        client.hears("welcome");
      }
      long each = (used() - before) / MANY;
      System.out.println("a pair of members holds " + each + " bytes");
      // Two engines of the JDK, two links, two peers that record: all that without a buffer.
      assertTrue(each < 2 * BOUND, "each pair holds " + each);
    } finally {
      clients.forEach(client -> client.link().abort());
    }
  }
}
