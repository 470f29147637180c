package dev.parlance.chat.examples.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.testkit.MemoryTransport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DashboardTest {

  private static final String ENTER = "\u001b[?1049h";
  private static final String LEAVE = "\u001b[?1049l";

  private final PipedOutputStream keys = new PipedOutputStream();
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final ChatServer server =
      ChatServer.builder().listen(MemoryTransport.create(), 0).start();
  private final Terminal terminal = terminal();
  private final RecentLines log = new RecentLines();
  private final Dashboard dashboard = new Dashboard(terminal, log, true);

  private Terminal terminal() {
    try {
      PipedInputStream input = new PipedInputStream(keys);
      Terminal made = new ExternalTerminal("test", "xterm", input, shown, UTF_8);
      made.setSize(new Size(80, 24));
      return made;
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  @AfterEach
  void stop() {
    dashboard.close();
    server.close();
  }

  private CompletableFuture<Void> show() {
    return CompletableFuture.runAsync(
        () -> {
          try {
            dashboard.show(server, "here");
          } catch (IOException failure) {
            throw new AssertionError(failure);
          }
        });
  }

  private String text() {
    return shown.toString(UTF_8);
  }

  private void await(String text) {
    while (!text().contains(text)) {
      Thread.onSpinWait();
    }
  }

  @Test
  void showsTheServerUntilAKeyEndsIt() throws Exception {
    log.add("12:00:00 alice joined (1 online)");
    CompletableFuture<Void> showing = show();
    await("alice joined");
    keys.write("xq".getBytes(UTF_8));
    keys.flush();
    showing.get(20, TimeUnit.SECONDS);
    dashboard.close();
    assertTrue(text().startsWith(ENTER), text());
    assertTrue(text().contains(" of 0 connections"), text());
    assertTrue(text().lastIndexOf("Parlance") < text().indexOf(LEAVE), text());
  }

  @Test
  void afterTheEndNothingIsDrawnAnyMore() throws Exception {
    CompletableFuture<Void> showing = show();
    await("connections");
    dashboard.close();
    dashboard.close();
    terminal.raise(Signal.WINCH);
    keys.close();
    showing.get(20, TimeUnit.SECONDS);
    assertTrue(text().lastIndexOf("Parlance") < text().indexOf(LEAVE), text());
    assertEquals(text().indexOf(LEAVE), text().lastIndexOf(LEAVE));
  }

  @Test
  void aTerminalOfAnotherSizeIsFilledAgain() throws Exception {
    CompletableFuture<Void> showing = show();
    await("connections");
    assertFalse(text().contains("a long line"));
    log.add("12:00:00 a long line " + "x".repeat(80) + " with an end");
    await("a long line");
    assertFalse(text().contains("with an end"));
    terminal.setSize(new Size(120, 40));
    terminal.raise(Signal.WINCH);
    await("with an end");
    keys.write('q');
    keys.flush();
    showing.get(20, TimeUnit.SECONDS);
  }
}
