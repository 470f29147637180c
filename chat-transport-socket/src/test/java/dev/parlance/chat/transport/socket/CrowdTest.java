package dev.parlance.chat.transport.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All come at once, and the server has a file descriptor for one of them. */
@Timeout(60)
final class CrowdTest {

  private final Set<Thread> before = Raw.threads();

  /** Few, as the server takes them all. */
  private static final int DESCRIPTORS = 200;

  private static final int CROWD = 10;

  @Test
  void whoIsInIsServedAndTheNextGetsInWhenOneHasGone() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/null")), "descriptors are limited as on Unix");
    Process server = start();
    List<Socket> crowd = new ArrayList<>();
    try {
      int port = Integer.parseInt(server.inputReader().readLine());
      for (int i = 0; i < CROWD; i++) {
        crowd.add(new Socket(InetAddress.getLoopbackAddress(), port));
      }
      for (Socket next : crowd) {
        assertAnswered(next);
        next.close();
      }
      server.getOutputStream().close();
      assertEquals(0, server.waitFor());
    } finally {
      server.destroyForcibly();
      for (Socket socket : crowd) {
        socket.close();
      }
    }
  }

  private static Process start() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            "/bin/sh",
            "-c",
            "ulimit -n " + DESCRIPTORS + " && exec \"$@\"",
            "sh",
            java,
            "-cp",
            System.getProperty("java.class.path"),
            CrowdedServer.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void assertAnswered(Socket socket) throws IOException {
    socket.setSoTimeout((int) Patience.LIMIT.toMillis());
    socket.getOutputStream().write('x');
    assertEquals(0, socket.getInputStream().read());
  }

  @Test
  void theRehearsalGoesThroughTheLifeOfALink() {
    Crew crew = new Crew(VirtualThreads.factory());
    assertTrue(Rehearsal.run(crew, new Slots()));
    assertTrue(Raw.threadsBesides(before).isEmpty());
  }
}
