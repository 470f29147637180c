package dev.parlance.chat.benchmarks.micro;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What publishing costs the publisher, in rooms of different sizes. Between the measured bursts all
 * members take what they are owed, so that the room is never full and every call publishes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PublishBenchmark {

  private static final int BURST = 5000;

  /** How many are in the room. */
  @Param({"1", "100", "10000"})
  private int members;

  @SuppressWarnings("NullAway.Init")
  private StillRoom room;

  /** Called by JMH. */
  public PublishBenchmark() {}

  /** Fills a room. */
  @Setup
  public void open() throws IOException {
    room = new StillRoom(members);
  }

  /** Lets all take what they are owed. */
  @Setup(Level.Invocation)
  public void drain() throws IOException {
    room.drain();
  }

  /** Stops. */
  @TearDown
  public void close() {
    room.close();
  }

  /** A member's line: framed, checked, encoded, appended. */
  @Benchmark
  @OperationsPerInvocation(BURST)
  public void memberSays() {
    for (int i = 0; i < BURST; i++) {
      room.say();
    }
  }

  /** The application's announcement. */
  @Benchmark
  @OperationsPerInvocation(BURST)
  public void broadcast() {
    for (int i = 0; i < BURST; i++) {
      if (!room.server().broadcast("the doors are open, and so are all the windows of the house")) {
        throw new IllegalStateException("the room is full");
      }
    }
  }
}
