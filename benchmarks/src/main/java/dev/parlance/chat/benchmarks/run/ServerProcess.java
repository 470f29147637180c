package dev.parlance.chat.benchmarks.run;

import dev.parlance.chat.benchmarks.load.ProcessClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own. It says where it listens in its first line of output. */
final class ServerProcess implements AutoCloseable {

  private static final Pattern LISTENING = Pattern.compile("listening on .*:(\\d+)");
  private static final long IDLE_NANOS = 10_000_000;
  private static final int QUIET_TRIES = 100;
  private static final int QUIET_MILLIS = 100;

  private final Process process;
  private final int port;

  ServerProcess(List<String> command, Path log) throws IOException {
    Files.createDirectories(log.getParent());
    process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    port = readPort();
  }

  private int readPort() throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    while (line != null && line.startsWith("[")) {
      line = out.readLine(); // the JVM's own log: of a flight recording, say
    }
    Matcher listening = LISTENING.matcher(line == null ? "" : line);
    if (!listening.find()) {
      close();
      throw new IOException("the server did not say where it listens, but: " + line);
    }
    return Integer.parseInt(listening.group(1));
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits until the server has next to nothing to do, but no longer than ten seconds. */
  void awaitQuiet() throws InterruptedException {
    long used = ProcessClock.cpuNanos(pid());
    for (int i = 0; i < QUIET_TRIES; i++) {
      TimeUnit.MILLISECONDS.sleep(QUIET_MILLIS);
      long now = ProcessClock.cpuNanos(pid());
      if (now - used <= IDLE_NANOS) {
        return;
      }
      used = now;
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException stop) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
