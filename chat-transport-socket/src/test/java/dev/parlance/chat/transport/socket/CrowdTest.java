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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More come than the server has file descriptors, and all at once. */
@Timeout(60)
final class CrowdTest {

  /** A JVM needs some forty for itself, so that about half of the crowd gets in. */
  private static final int DESCRIPTORS = 96;

  private static final int CROWD = 120;

  @Test
  void whoIsInIsServedAndOthersGetInWhenSomeHaveGone() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "descriptors are limited by a shell");
    Process server = start();
    List<Socket> crowd = new ArrayList<>();
    try {
      int port = Integer.parseInt(server.inputReader().readLine());
      for (int i = 0; i < CROWD; i++) {
        crowd.add(new Socket(InetAddress.getLoopbackAddress(), port));
      }
      for (Socket early : crowd.subList(0, 10)) {
        assertAnswered(early);
      }
      for (Socket gone : crowd.subList(0, CROWD - 10)) {
        gone.close();
      }
      for (Socket late : crowd.subList(CROWD - 10, CROWD)) {
        assertAnswered(late);
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
    assertTrue(Raw.threads().isEmpty());
  }
}
