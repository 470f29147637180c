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

/** What it costs to hand a member all that it is owed, beside the system call that takes it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DrainBenchmark {

  private static final int MEMBERS = 1000;

  /** How many messages each is owed. */
  @Param({"1", "64", "1024"})
  private int owed;

  @SuppressWarnings("NullAway.Init")
  private StillRoom room;

  private Nowhere nowhere = new Nowhere();

  /** Called by JMH. */
  public DrainBenchmark() {}

  /** Fills a room. */
  @Setup
  public void open() throws IOException {
    room = new StillRoom(MEMBERS + 1);
  }

  /** Says something, after the one who talks has taken what it is owed. */
  @Setup(Level.Invocation)
  public void talk() throws IOException {
    room.drain();
    nowhere = new Nowhere();
    for (int i = 0; i < owed; i++) {
      room.say();
    }
  }

  /** Stops. */
  @TearDown
  public void close() {
    room.close();
  }

  /** All but the one who talked take what they are owed. */
  @Benchmark
  @OperationsPerInvocation(MEMBERS)
  public long drain() throws IOException {
    for (int i = 1; i <= MEMBERS; i++) {
      room.member(i).drain(nowhere);
    }
    return nowhere.bytes();
  }
}
