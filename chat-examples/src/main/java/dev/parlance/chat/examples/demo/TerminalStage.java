package dev.parlance.chat.examples.demo;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.TerminalBuilder.SystemOutput;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;

/** A terminal on which the panes are drawn over and over, and stay when the play is over. */
final class TerminalStage implements Stage, Closeable {

  /** Lines for what is printed at the end, and for the shell's prompt. */
  private static final int BELOW = 3;

  private final Terminal terminal;
  private final Display display;
  private final Script script;
  private final Duration beat;
  private Size size;
  private volatile boolean closed;

  private TerminalStage(Terminal terminal, Script script, Duration beat) {
    this.terminal = terminal;
    this.display = new Display(terminal, false);
    this.script = script;
    this.beat = beat;
    this.size = terminal.getSize();
    display.resize(size.getRows(), size.getColumns());
    terminal.echo(false);
  }

  /**
   * Opens the terminal; null if there is none, or it is too small for panes. On JDK 22 to 24 there
   * is always a console, and only the attempt tells whether it is a terminal.
   */
  @SuppressWarnings("SystemConsoleNull")
  static @Nullable TerminalStage open(Script script, Duration beat) throws IOException {
    if (System.console() == null) {
      return null;
    }
    Terminal terminal;
    try {
      terminal =
          TerminalBuilder.builder()
              .systemOutput(SystemOutput.SysOut)
              .dumb(false)
              .encoding(StandardCharsets.UTF_8)
              .build();
    } catch (IOException | IllegalStateException none) {
      return null;
    }
    boolean moves = !terminal.getType().startsWith(Terminal.TYPE_DUMB);
    if (!moves || !panes(script, terminal.getSize()).fits()) {
      terminal.close();
      return null;
    }
    TerminalStage stage = new TerminalStage(terminal, script, beat);
    Runtime.getRuntime().addShutdownHook(new Thread(stage::abandon, "chat-terminal"));
    return stage;
  }

  private static Panes panes(Script script, Size size) {
    return new Panes(script, size.getColumns(), size.getRows() - BELOW);
  }

  @Override
  public void moment(String what, List<Actor> actors, int beats) {
    fit();
    List<AttributedString> screen = panes(script, size).screen(what, actors);
    display.update(screen, size.cursorPos(screen.size() - 1, 0));
    pause(beat.multipliedBy(beats));
  }

  /** After the window has changed its size, what was drawn is anywhere. */
  private void fit() {
    Size now = terminal.getSize();
    if (!now.equals(size)) {
      size = now;
      terminal.puts(Capability.clear_screen);
      display.resize(size.getRows(), size.getColumns());
      display.reset();
    }
  }

  /** For whoever reads; nothing waits for it to be over but the reader. */
  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** A signal ends the program: JLine puts the modes back, and the prompt gets its own line. */
  private void abandon() {
    if (!closed) {
      System.out.println();
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    terminal.writer().println();
    terminal.flush();
    terminal.close();
  }
}
