package dev.parlance.chat.benchmarks;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.Limits;
import dev.parlance.chat.benchmarks.tls.ServerIdentity;
import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.tls.TlsTransport;
import dev.parlance.chat.transport.nio.NioTransport;
import dev.parlance.chat.transport.socket.SocketTransport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Parlance, for load generators to talk to: no listener, no logging, the {@code line} dialect. */
public final class BenchmarkServer implements Callable<Integer> {

  /** Which transport carries it. */
  enum Carriage {
    /** Selectors. */
    NIO,
    /** Blocking sockets. */
    SOCKET
  }

  @Option(names = "--transport", description = "one of: ${COMPLETION-CANDIDATES}")
  private Carriage transport = Carriage.NIO;

  @Option(names = "--port", description = "0 for any free one, which is the default")
  private int port;

  @Option(names = "--loops", description = "event loops of nio; 0 lets it decide")
  private int loops;

  @Option(names = "--coalesce-micros", description = "for how long a message may be held")
  private long coalesceMicros;

  @Option(names = "--notices", description = "tell everybody who joins and leaves")
  private boolean notices;

  @Option(names = "--tls", description = "speak TLS by the key in this store")
  private @Nullable Path keys;

  private BenchmarkServer() {}

  /** Serves until it is killed. */
  public static void main(String[] args) {
    CommandLine command =
        new CommandLine(new BenchmarkServer()).setCaseInsensitiveEnumValuesAllowed(true);
    System.exit(command.execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Limits limits =
        Limits.defaults()
            .withCoalesce(Duration.of(coalesceMicros, ChronoUnit.MICROS))
            .withAnnounceUpTo(notices ? Integer.MAX_VALUE : 0);
    try (ChatServer server =
        ChatServer.builder().listen(secured(transport()), port).limits(limits).start()) {
      System.out.println("listening on " + server.addresses().get(0));
      new CountDownLatch(1).await();
    }
    return 0;
  }

  private Transport secured(Transport transport) throws IOException {
    return keys == null ? transport : TlsTransport.over(transport, ServerIdentity.context(keys));
  }

  private Transport transport() {
    if (transport == Carriage.SOCKET) {
      return SocketTransport.tcp();
    }
    return loops > 0 ? NioTransport.tcp().loops(loops) : NioTransport.tcp();
  }
}
