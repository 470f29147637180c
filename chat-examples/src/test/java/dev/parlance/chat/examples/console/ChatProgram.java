package dev.parlance.chat.examples.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The real program in a JVM of its own; closing it ends that JVM whatever it does. */
final class ChatProgram implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 20;

  private final Process process;
  private final Lines out;
  private final Lines err;

  private ChatProgram(Process process) {
    this.process = process;
    this.out = new Lines(process.getInputStream());
    this.err = new Lines(process.getErrorStream());
  }

  /** Collects the lines of a stream until it ends. */
  private static final class Lines {

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Thread reader;

    Lines(InputStream stream) {
      reader = new Thread(() -> collect(stream), "program-output");
      reader.setDaemon(true);
      reader.start();
    }

    private void collect(InputStream stream) {
      try (BufferedReader in = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
        in.lines().forEach(lines::add);
      } catch (IOException | UncheckedIOException destroyed) {
        lines.add("(cut)");
      }
    }

    String next() throws InterruptedException {
      String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertNotNull(line, "no further line");
      return line;
    }

    List<String> rest() throws InterruptedException {
      reader.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
      List<String> rest = new ArrayList<>();
      lines.drainTo(rest);
      return rest;
    }
  }

  /** {@return what to run} */
  static List<String> command(String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx128m", "-cp", classPath()));
    if (Runtime.version().feature() >= 22) {
      command.add(1, "--enable-native-access=ALL-UNNAMED"); // As ./chat does, for the terminal.
    }
    command.add(Chat.class.getName());
    command.addAll(Arrays.asList(args));
    return command;
  }

  static ChatProgram start(String... args) throws IOException {
    return startOn("xterm", args);
  }

  /** Starts it where the terminal, if there were one, would be of a type. */
  static ChatProgram startOn(String terminal, String... args) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(args));
    builder.environment().put("TERM", terminal);
    builder.environment().put("LC_ALL", "C"); // What is said is UTF-8 even then.
    return new ChatProgram(builder.start());
  }

  /** That of the tests, less the tests: their configuration of logging is not the program's. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes/"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** {@return the next line of stdout} */
  String line() throws InterruptedException {
    return out.next();
  }

  /** {@return the next line of stdout without its time of day} */
  String logged() throws InterruptedException {
    String line = out.next();
    assertTrue(line.matches("\\d\\d:\\d\\d:\\d\\d .*"), line);
    return line.substring(9);
  }

  /** {@return the port in the next line, which says where the server listens} */
  int port(String how) throws InterruptedException {
    String line = line();
    assertTrue(line.matches("listening on 127\\.0\\.0\\.1:[1-9]\\d* \\(" + how + "\\)"), line);
    return Integer.parseInt(line.substring(line.indexOf(':') + 1, line.indexOf(" (")));
  }

  /** Writes to stdin. */
  ChatProgram type(String text) throws IOException {
    OutputStream in = process.getOutputStream();
    in.write(text.getBytes(UTF_8));
    in.flush();
    return this;
  }

  /** Ends stdin. */
  void typeEnd() throws IOException {
    process.getOutputStream().close();
  }

  /** Sends SIGTERM, and leaves the streams open, unlike {@link Process#destroy}. */
  void terminate() {
    process.toHandle().destroy();
  }

  /** Waits for the end; returns the exit status. */
  int status() throws InterruptedException {
    assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "still running");
    return process.exitValue();
  }

  /** Waits for the end of stdout; returns what is left of it. */
  List<String> rest() throws InterruptedException {
    return out.rest();
  }

  /** Waits for the end of stderr; returns all of it. */
  List<String> errors() throws InterruptedException {
    return err.rest();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
