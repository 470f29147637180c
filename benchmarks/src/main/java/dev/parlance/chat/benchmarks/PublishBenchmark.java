package dev.parlance.chat.benchmarks;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.transport.nio.NioTransport;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What an announcement costs the application that makes it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PublishBenchmark {

  private ChatServer server = ChatServer.builder().listen(NioTransport.tcp(), 0).start();

  /** Starts a server of its own for each trial. */
  @Setup
  public void start() {
    server.close();
    server = ChatServer.builder().listen(NioTransport.tcp(), 0).start();
  }

  /** Stops it. */
  @TearDown
  public void stop() {
    server.close();
  }

  /** Announces to a room without members. */
  @Benchmark
  public boolean broadcastToNobody() {
    return server.broadcast("the doors are open");
  }
}
