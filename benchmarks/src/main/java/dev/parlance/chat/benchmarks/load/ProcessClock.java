package dev.parlance.chat.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux tells of processes, under {@code /proc}. Zero where it tells nothing. */
public final class ProcessClock {

  /** Of Linux on every common machine: the kernel shows times in hundredths of a second. */
  private static final long TICK_NANOS = 10_000_000;

  private ProcessClock() {}

  /** {@return the processor time that a process has used, user and system, in nanoseconds} */
  public static long cpuNanos(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      // The name of the program, in parentheses, may hold spaces and parentheses.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_NANOS;
    } catch (IOException | RuntimeException gone) {
      return 0;
    }
  }

  /** {@return the processor time that the whole machine has used, in nanoseconds} */
  public static long machineNanos() {
    try (var lines = Files.lines(Path.of("/proc/stat"))) {
      String[] fields = lines.findFirst().orElse("").split(" +", -1);
      long ticks = 0;
      for (int i = 1; i <= 8; i++) {
        boolean idle = i == 4 || i == 5;
        ticks += idle ? 0 : Long.parseLong(fields[i]);
      }
      return ticks * TICK_NANOS;
    } catch (IOException | RuntimeException gone) {
      return 0;
    }
  }

  /** {@return how much of a process is in memory, in KiB} */
  public static long residentKiB(long pid) {
    try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException | RuntimeException gone) {
      return 0;
    }
  }
}
