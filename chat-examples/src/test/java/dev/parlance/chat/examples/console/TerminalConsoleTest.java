package dev.parlance.chat.examples.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
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
  private final Roster roster = new Roster();
  private volatile Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private Terminal terminal;
  private TerminalConsole console;

  @BeforeEach
  void open() throws IOException {
    terminal = new ExternalTerminal("test", "ansi", new PipedInputStream(keys), shown, UTF_8);
    terminal.setSize(new Size(80, 24));
    console = new TerminalConsole(terminal, roster, () -> now);
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

  @Test
  void tab_completes_a_name_and_calls_whoever_a_line_begins_with() throws Exception {
    roster.add("Bob");
    roster.add("carol");
    CompletableFuture<String> line = CompletableFuture.supplyAsync(console::read);
    shown.await("> ");
    type("bo\tit's ca\there\r");
    assertEquals("Bob: it's carol here", line.get(15, TimeUnit.SECONDS));
  }

  @Test
  void tab_completes_a_command() throws Exception {
    CompletableFuture<String> line = CompletableFuture.supplyAsync(console::read);
    shown.await("> ");
    type("/w\t\r");
    assertEquals("/who", line.get(15, TimeUnit.SECONDS).strip());
  }

  @Test
  void pasted_lines_are_said_one_by_one_and_a_tab_in_them_stays_one() throws Exception {
    roster.add("bob");
    CompletableFuture<String> line = CompletableFuture.supplyAsync(console::read);
    shown.await("> ");
    type("\u001b[200~b\tone\rtwo\u001b[201~\r");
    assertEquals("b\tone", line.get(15, TimeUnit.SECONDS));
    assertEquals("two", console.read());
  }

  @Test
  void the_first_that_comes_after_the_focus_was_lost_is_marked() throws Exception {
    CompletableFuture<String> line = CompletableFuture.supplyAsync(console::read);
    shown.await("> ");
    news("seen");
    assertEquals(0, marks());
    type("\u001b[O");
    long start = System.nanoTime();
    while (marks() == 0) {
      assertTrue(System.nanoTime() - start < Duration.ofSeconds(15).toNanos(), "never marked");
      news("unseen"); // Nothing else shows when the terminal's word has been read.
    }
    news("unseen, too");
    assertEquals(1, marks());
    type("x");
    shown.await("x");
    news("seen again");
    assertEquals(1, marks());
    type("\r");
    assertEquals("x", line.get(15, TimeUnit.SECONDS));
  }

  @Test
  void the_first_that_comes_when_nobody_has_typed_for_long_is_marked() {
    news("seen");
    now = now.plus(Attention.AWAY).plusSeconds(1);
    news("unseen");
    news("unseen, too");
    assertEquals(1, marks());
    assertTrue(shown.toString(UTF_8).contains("=== 2026-01-01T12:00:00Z"));
  }

  private void news(String text) {
    console.news("bob: " + text, since -> "=== " + since);
  }

  private long marks() {
    return shown.toString(UTF_8).lines().filter(line -> line.contains("===")).count();
  }

  @Test
  void nothing_is_printed_that_a_terminal_would_obey_but_the_style() throws Exception {
    String hostile = "\u001b[2J\u009b5n\u0007\u007f\r\n\u202e\u2066\u2028\ufeff\ufff9";
    console.print(new AttributedString(hostile + "end", AttributedStyle.BOLD));
    console.print(hostile + "stop");
    shown.await("stop");
    String harmless = "\ufffd[2J\ufffd5n" + "\ufffd".repeat(9);
    assertTrue(shown.toString(UTF_8).contains("\u001b[1m" + harmless + "end"));
    assertTrue(shown.toString(UTF_8).contains(harmless + "stop"));
  }

  @Test
  void what_the_terminal_was_asked_to_tell_it_is_asked_no_more_in_the_end() throws Exception {
    assertTrue(shown.toString(UTF_8).contains("\u001b[?1004h"));
    console.close();
    shown.await("\u001b[?1004l");
  }

  @Test
  void a_secret_is_not_shown_while_it_is_typed() throws Exception {
    CompletableFuture<String> secret =
        CompletableFuture.supplyAsync(() -> console.askSecret("secret? "));
    shown.await("secret? "); // Earlier, the terminal itself shows what is typed.
    type("s3cret\r");
    assertEquals("s3cret", secret.get(15, TimeUnit.SECONDS));
    assertFalse(shown.toString(UTF_8).contains("3"), shown.toString(UTF_8));
  }

  @Test
  void a_line_with_a_secret_is_not_in_the_history() throws Exception {
    for (String typed : new String[] {"before\r", "/LOGIN alice s3cret\r"}) {
      CompletableFuture<String> line = CompletableFuture.supplyAsync(console::read);
      type(typed);
      assertEquals(typed.strip(), line.get(15, TimeUnit.SECONDS).strip());
    }
    CompletableFuture<String> line = CompletableFuture.supplyAsync(console::read);
    type("\u0010\r");
    assertEquals("before", line.get(15, TimeUnit.SECONDS));
  }
}
