package dev.parlance.chat.examples.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.transport.nio.NioTransport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The programs at a real terminal, which is what tmux is. Skipped where there is no tmux. */
@Timeout(60)
class TmuxTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path directory;
  private String socket = "";

  @BeforeEach
  void isThere() throws Exception {
    socket = directory.resolve("tmux").toString();
    assumeTrue(Runs.tmux(), "tmux is not installed");
  }

  @AfterEach
  void end() throws Exception {
    tmux("kill-server");
  }

  /** Whether there is a tmux to run. */
  private static final class Runs {
    static boolean tmux() throws InterruptedException {
      try {
        return new ProcessBuilder("tmux", "-V").start().waitFor() == 0;
      } catch (IOException none) {
        return false;
      }
    }
  }

  private String tmux(String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of("tmux", "-u", "-S", socket, "-f", "/dev/null"));
    command.addAll(Arrays.asList(args));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertTrue(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    return out;
  }

  private void start(int width, String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of("new-session", "-d", "-x", "" + width));
    command.addAll(List.of("-y", "24", "--", "sh", "-c", "\"$@\"; echo ended: $?; cat", "sh"));
    command.addAll(ChatProgram.command(args));
    assertEquals("", tmux(command.toArray(new String[0])));
  }

  private void type(String text) throws Exception {
    tmux("send-keys", "-l", text);
  }

  /** Waits for the screen to be right, and returns its lines without what is blank at the ends. */
  private List<String> await(Predicate<List<String>> right) throws Exception {
    long start = System.nanoTime();
    List<String> screen = screen();
    while (!right.test(screen)) {
      assertTrue(System.nanoTime() - start < PATIENCE.toNanos(), screen::toString);
      screen = screen();
    }
    return screen;
  }

  private List<String> screen() throws Exception {
    return tmux("capture-pane", "-p").stripTrailing().lines().map(String::stripTrailing).toList();
  }

  private static String last(List<String> screen) {
    return screen.isEmpty() ? "" : screen.get(screen.size() - 1);
  }

  @Test
  void the_typed_line_survives_what_arrives_and_a_window_that_changes_its_size() throws Exception {
    try (ChatServer server = ChatServer.builder().listen(NioTransport.tcp(), 0).start();
        RawPeer bob = RawPeer.join(server.port(), "bob", 1)) {
      start(40, "client", "--name", "alice", "--no-time", ":" + server.port());
      await(screen -> last(screen).equals(">") && screen.contains("* 2 online: bob alice"));
      bob.expect("+ alice (2 online)\n");
      type("half 日本 ✅ 😀 of");
      await(screen -> last(screen).equals("> half 日本 ✅ 😀 of"));
      bob.send("hi 日本語 😀 " + "x".repeat(40) + "\nmore\n");
      assertEquals(
          List.of(
              "* you are alice; Ctrl+D leaves, /help te",
              "lls more",
              "* 2 online: bob alice",
              "bob: hi 日本語 😀 " + "x".repeat(22),
              "x".repeat(18),
              "bob: more",
              "> half 日本 ✅ 😀 of"),
          await(screen -> screen.contains("bob: more") && last(screen).startsWith("> half")));
      tmux("resize-window", "-x", "60");
      bob.send("wider\n");
      await(screen -> screen.contains("bob: wider") && last(screen).equals("> half 日本 ✅ 😀 of"));
      type(" a line");
      await(screen -> last(screen).equals("> half 日本 ✅ 😀 of a line"));
      tmux("send-keys", "Enter");
      bob.expect("alice: half 日本 ✅ 😀 of a line\n");
      await(screen -> screen.contains("alice: half 日本 ✅ 😀 of a line"));
    }
  }

  @Test
  void the_demo_draws_its_panes_and_leaves_them() throws Exception {
    start(80, "demo", "--no-pause");
    List<String> screen = await(lines -> last(lines).equals("ended: 0"));
    assertTrue(screen.get(0).startsWith("Parlance  one room"), screen::toString);
    assertTrue(screen.get(2).matches("lena line · TCP NIO +┆ tim tilde .*"), screen::toString);
    assertTrue(screen.stream().anyMatch(line -> line.startsWith("21 events: ")), screen::toString);
  }
}
