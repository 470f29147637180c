package dev.parlance.chat.engine;

import dev.parlance.chat.dialect.Framing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to find a line of 64 bytes, when reads bring many at once, one and a bit, or a few
 * bytes each. In this package because the framer is nobody else's.
 */
@NullMarked
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class FramerBenchmark {

  private static final int LINES = 1000;
  private static final int LONGEST = 4096;

  /** Bytes that one read brings. */
  @Param({"65000", "1460", "66", "7", "1"})
  private int read = LONGEST;

  private final ByteBuffer input = lines();
  private final Framer framer = new Framer(Framing.LINES, LONGEST, 4 * LONGEST);
  private final Adder adder = new Adder();

  /** Called by JMH. */
  public FramerBenchmark() {}

  private static ByteBuffer lines() {
    byte[] bytes = "x".repeat(64).concat("\n").repeat(LINES).getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }

  /** Feeds a thousand lines, a read at a time. */
  @Benchmark
  @OperationsPerInvocation(LINES)
  public int lines64() {
    int size = input.capacity();
    for (int at = 0; at < size; at += read) {
      input.limit(Math.min(size, at + read)).position(at);
      framer.feed(input, adder);
    }
    if (adder.lines % LINES != 0) {
      throw new IllegalStateException(adder.lines + " lines");
    }
    return adder.bytes;
  }

  private static final class Adder implements Framer.Frames {

    private int lines;
    private int bytes;

    @Override
    public void frame(ByteBuffer frame) {
      lines++;
      bytes += frame.remaining();
    }

    @Override
    public void tooLong() {
      throw new IllegalStateException("too long");
    }

    @Override
    public void endless() {
      throw new IllegalStateException("endless");
    }
  }
}
