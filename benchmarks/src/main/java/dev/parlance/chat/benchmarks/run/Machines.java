package dev.parlance.chat.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Describes the machine. */
final class Machines {

  private final Map<Integer, Path> jdks;
  private final Pinning pinning;

  Machines(Map<Integer, Path> jdks, Pinning pinning) {
    this.jdks = jdks;
    this.pinning = pinning;
  }

  Results.Machine describe() {
    return new Results.Machine(
        line(Path.of("/proc/cpuinfo"), "model name").replaceFirst(".*: ", ""),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        versions(),
        pinning.active()
            ? "server on processor " + pinning.server() + ", generator on " + pinning.generator()
            : "no");
  }

  private List<String> versions() {
    return jdks.values().stream()
        .map(home -> line(home.resolve("release"), "JAVA_VERSION="))
        .map(line -> line.replaceAll("[^0-9.]", ""))
        .toList();
  }

  private static String line(Path file, String start) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.filter(line -> line.startsWith(start)).findFirst().orElse("unknown");
    } catch (IOException notThere) {
      return "unknown";
    }
  }
}
