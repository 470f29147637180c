package dev.parlance.chat.examples.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TerminalConsoleTest {

  /** What the terminal shows, and when it does. */
  private static final class Shown extends ByteArrayOutputStream {

    private synchronized void await(String text) throws InterruptedException {
      long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
      while (!toString(UTF_8).contains(text)) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        assertTrue(left > 0, () -> "not shown: " + text + "; but: " + toString(UTF_8));
        wait(left);
      }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      super.write(bytes, offset, length);
      notifyAll();
    }

    @Override
    public synchronized void write(int b) {
      super.write(b);
      notifyAll();
    }
  }

  private final PipedOutputStream keys = new PipedOutputStream();
  private final Shown shown = new Shown();
  private Terminal terminal;
  private TerminalConsole console;

  @BeforeEach
  void open() throws IOException {
    terminal = new ExternalTerminal("test", "ansi", new PipedInputStream(keys), shown, UTF_8);
    terminal.setSize(new Size(80, 24));
    console = new TerminalConsole(terminal);
  }

  @AfterEach
  void close() {
    console.close();
  }

  private void type(String text) throws IOException {
    keys.write(text.getBytes(UTF_8));
    keys.flush();
  }

  @Test
  void what_arrives_leaves_the_line_being_typed_intact() throws Exception {
    CompletableFuture<String> line = CompletableFuture.supplyAsync(console::read);
    shown.await("> "); // Earlier, the terminal itself shows what is typed.
    type("hel");
    shown.await("hel");
    console.print("bob: hi");
    shown.await("bob: hi");
    type("lo\r");
    assertEquals("hello", line.get(15, TimeUnit.SECONDS));
  }

  @Test
  void what_is_typed_is_read_as_it_is() throws Exception {
    CompletableFuture<String> before = CompletableFuture.supplyAsync(console::read);
    type("before\r");
    assertEquals("before", before.get(15, TimeUnit.SECONDS));
    String text = "it's \"so\" \\ !! $x !1 \\! ü😀";
    CompletableFuture<String> line = CompletableFuture.supplyAsync(console::read);
    type(text + "\r");
    assertEquals(text, line.get(15, TimeUnit.SECONDS));
  }

  @Test
  void control_d_is_the_end() throws Exception {
    CompletableFuture<String> line = CompletableFuture.supplyAsync(console::read);
    type("\u0004");
    assertNull(line.get(15, TimeUnit.SECONDS));
  }

  @Test
  void control_c_is_the_end_whatever_was_typed() throws Exception {
    CompletableFuture<String> line = CompletableFuture.supplyAsync(console::read);
    shown.await("> ");
    type("hal");
    shown.await("hal");
    terminal.raise(Terminal.Signal.INT);
    assertNull(line.get(15, TimeUnit.SECONDS));
  }

  @Test
  void closing_ends_a_read_that_waits() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    Thread reader =
        new Thread(
            () -> {
              assertNull(console.read());
              ended.countDown();
            });
    reader.setDaemon(true);
    reader.start();
    shown.await("> ");
    console.close();
    assertTrue(ended.await(15, TimeUnit.SECONDS));
  }

  @Test
  void a_name_that_was_asked_for_is_not_in_the_history() throws Exception {
    CompletableFuture<String> name = CompletableFuture.supplyAsync(() -> console.ask("name? "));
    type("alice\r");
    assertEquals("alice", name.get(15, TimeUnit.SECONDS));
    CompletableFuture<String> line = CompletableFuture.supplyAsync(console::read);
    type("\u0010hi\r");
    assertEquals("hi", line.get(15, TimeUnit.SECONDS));
  }
}
