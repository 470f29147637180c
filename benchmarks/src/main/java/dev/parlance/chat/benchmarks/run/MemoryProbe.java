package dev.parlance.chat.benchmarks.run;

import dev.parlance.chat.benchmarks.load.ProcessClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a JVM how much its live objects take, after a full collection. */
final class MemoryProbe implements GeneratorProcess.Step {

  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

  private final Path jcmd;
  private final long pid;
  private final List<Results.Memory> points = new ArrayList<>();

  MemoryProbe(Path jcmd, long pid) {
    this.jcmd = jcmd;
    this.pid = pid;
  }

  @Override
  public void joined(int members) throws IOException, InterruptedException {
    Process histogram =
        new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram").start();
    String text = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    histogram.waitFor();
    Matcher total = TOTAL.matcher(text);
    long heap = total.find() ? Long.parseLong(total.group(1)) : 0;
    points.add(new Results.Memory(members, heap, ProcessClock.residentKiB(pid)));
  }

  List<Results.Memory> points() {
    return points;
  }
}
