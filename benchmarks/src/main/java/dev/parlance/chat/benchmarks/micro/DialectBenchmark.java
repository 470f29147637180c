package dev.parlance.chat.benchmarks.micro;

import dev.parlance.chat.User;
import dev.parlance.chat.dialect.AddressDialect;
import dev.parlance.chat.dialect.CountedDialect;
import dev.parlance.chat.dialect.DatagramDialect;
import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.dialect.LineDialect;
import dev.parlance.chat.dialect.NickDialect;
import dev.parlance.chat.dialect.ServerSide;
import dev.parlance.chat.dialect.TildeDialect;
import dev.parlance.chat.dialect.Wire;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the dialects cost a server: a message of 64 bytes in, and the same for all members out. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class DialectBenchmark {

  /** Which one. */
  @Param({"line", "tilde", "counted", "datagram", "address", "nick"})
  private String dialect = "line";

  private final User user = User.named("alice", "127.0.0.1", 50_000);
  private final Wire wire = new Wire();
  private final Listener guest = new Listener(user);
  private final ByteBuffer text = bytes("x".repeat(64));
  private Dialect tried = new LineDialect();
  private ServerSide side = tried.serverSide();
  private ByteBuffer frame = text.duplicate();

  /** Called by JMH. */
  public DialectBenchmark() {}

  /** Makes the dialect, and brings its conversation to where messages are said. */
  @Setup
  public void choose() {
    tried = dialect(dialect);
    side = tried.serverSide();
    boolean namesItself = dialect.equals("nick");
    if (namesItself) {
      frame = bytes("alice: " + "x".repeat(64));
    }
  }

  private static Dialect dialect(String name) {
    return switch (name) {
      case "line" -> new LineDialect();
      case "tilde" -> new TildeDialect();
      case "counted" -> new CountedDialect();
      case "datagram" -> new DatagramDialect();
      case "address" -> new AddressDialect();
      case "nick" -> new NickDialect(true);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static ByteBuffer bytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }

  /** Encodes what somebody said. */
  @Benchmark
  public int encode() {
    wire.clear();
    tried.said(user, text, wire);
    return wire.size();
  }

  /** Interprets what somebody sent. */
  @Benchmark
  public int decode() {
    frame.clear();
    side.received(frame, guest);
    return guest.heard();
  }
}
