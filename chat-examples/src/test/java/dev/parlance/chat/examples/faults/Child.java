package dev.parlance.chat.examples.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A {@link PoorServer} in a process of its own, which ends with this object at the latest. */
final class Child implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 30;

  /** The kernel's clock ticks a second, as /proc counts CPU time; the same on all of Linux. */
  private static final int TICKS = 100;

  private final Process process;
  private final Queue<String> output = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Integer> port = new CompletableFuture<>();
  private final Thread reader = new Thread(this::readOutput, "reads the child's output");

  private Child(Process process) {
    this.process = process;
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts a server.
   *
   * @param wrapping a command in front of the JVM's
   */
  static Child start(String transport, String... wrapping) throws IOException {
    return start(List.of(wrapping), List.of("-Xmx64m"), List.of(transport));
  }

  /** Starts a server with options of the JVM and arguments of its own. */
  static Child start(List<String> wrapping, List<String> options, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(wrapping);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(PoorServer.class.getName());
    command.addAll(arguments);
    return new Child(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  private void readOutput() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.add(line);
        if (line.startsWith("port ")) {
          port.complete(Integer.parseInt(line.substring(5)));
        }
      }
    } catch (IOException gone) {
      output.add(gone.toString());
    }
    port.completeExceptionally(new AssertionError("ended: " + output));
  }

  int port() throws Exception {
    try {
      return port.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("no port: " + output, late);
    }
  }

  /** What it has logged. */
  Collection<String> output() {
    return output;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** How many descriptors are open. */
  long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/" + pid() + "/fd"))) {
      return open.count();
    }
  }

  /** The time that it has spent computing so far, in milliseconds. */
  long cpuMillis() throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid() + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 1000 / TICKS;
  }

  /** Ends it in good order. */
  void stop() throws Exception {
    process.getOutputStream().close();
    assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), () -> "runs on: " + output);
    reader.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS)); // to have its last words
    assertEquals(0, process.exitValue(), () -> String.valueOf(output));
  }

  /** Ends it at once: SIGKILL, where there are signals. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
