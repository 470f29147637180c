package dev.parlance.chat.examples.life;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program in a JVM of its own, on the class path of the tests; closing it ends that JVM whatever
 * it does.
 */
final class Child implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private Child(Process process) {
    this.process = process;
    Thread reader = new Thread(() -> collect(process.getInputStream()), "child-output");
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts {@code main} with options of the JVM before its name and arguments after it. */
  static Child start(List<String> options, String main, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath(), main));
    command.addAll(Arrays.asList(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true);
    return new Child(builder.start());
  }

  /** Tests first: the programs of these tests are among them. */
  private static String classPath() {
    Stream<String> entries =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator));
    return entries.collect(Collectors.joining(File.pathSeparator));
  }

  private void collect(InputStream stream) {
    try (BufferedReader in = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
      in.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException destroyed) {
      lines.add("(cut)");
    }
  }

  /** {@return the rest of the next line of output that begins with {@code start}} */
  String answer(String start) throws InterruptedException {
    List<String> seen = new ArrayList<>();
    while (true) {
      String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertNotNull(line, () -> "no further line; seen: " + seen);
      if (line.startsWith(start)) {
        return line.substring(start.length());
      }
      seen.add(line);
    }
  }

  /** Types a line. */
  void ask(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(UTF_8));
    process.getOutputStream().flush();
  }

  /** Sends a signal: TERM, STOP, CONT. */
  void signal(String name) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start();
    assertEquals(0, kill.waitFor());
  }

  /** Waits for the end; returns the exit status. */
  int status() throws InterruptedException {
    assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "still running");
    return process.exitValue();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
