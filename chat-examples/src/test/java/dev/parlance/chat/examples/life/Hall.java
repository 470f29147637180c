package dev.parlance.chat.examples.life;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Limits;
import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.transport.nio.NioTransport;
import dev.parlance.chat.transport.socket.SocketTransport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program: a server in a process of its own that tells how it is. Answers {@code measure} by the
 * bytes of heap in use after a collection, the bytes of the process in memory, and the number of
 * threads; {@code cut} by how many members were too slow; and ends at {@code stop}.
 */
final class Hall {

  /** The guests come one after the other: told of each, ten thousand take fifty million writes. */
  private static final int ANNOUNCED = 500;

  private final ChatServer server;

  private Hall(String transport) {
    Limits limits = Limits.defaults().withAnnounceUpTo(ANNOUNCED);
    server = ChatServer.builder().listen(transport(transport), 0).limits(limits).start();
  }

  static Transport transport(String name) {
    return name.equals("nio") ? NioTransport.tcp() : SocketTransport.tcp();
  }

  /** Starts it in a JVM of its own. */
  static Child start(String transport) throws IOException {
    return Child.start(List.of("-Xmx1g", "-XX:+UseSerialGC"), Hall.class.getName(), transport);
  }

  /**
   * Runs it.
   *
   * @param args the transport: nio or socket
   */
  public static void main(String[] args) throws IOException {
    Hall hall = new Hall(args[0]);
    System.out.println("port: " + hall.server.port());
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      switch (line) {
        case "measure" -> System.out.println("measured: " + Measure.now());
        case "cut" -> System.out.println("cut: " + hall.cut());
        default -> {
          System.out.println("stopped: " + hall.server.stop());
          return;
        }
      }
    }
  }

  private long cut() {
    return server.closes(CloseReason.STALLED) + server.closes(CloseReason.SLOW_CONSUMER);
  }

  /**
   * What a server takes.
   *
   * @param heap bytes in use after a collection
   * @param resident bytes of the process in memory; 0 where the system does not say
   */
  record Measure(long heap, long resident, int threads) {

    private static Measure now() throws IOException {
      for (int i = 0; i < 3; i++) {
        System.gc();
      }
      long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      int threads = ManagementFactory.getThreadMXBean().getThreadCount();
      return new Measure(heap, inMemory(), threads);
    }

    private static long inMemory() throws IOException {
      Path status = Path.of("/proc/self/status");
      if (!Files.exists(status)) {
        return 0;
      }
      try (Stream<String> lines = Files.lines(status)) {
        Optional<String> line = lines.filter(l -> l.startsWith("VmRSS:")).findFirst();
        return line.map(l -> Long.parseLong(l.replaceAll("\\D", "")) << 10).orElse(0L);
      }
    }

    static Measure parse(String text) {
      String[] parts = text.split(" ", -1);
      return new Measure(
          Long.parseLong(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
    }

    @Override
    public String toString() {
      return heap + " " + resident + " " + threads;
    }
  }
}
