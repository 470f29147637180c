package dev.parlance.chat.examples.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.TerminalBuilder.SystemOutput;
import org.jspecify.annotations.Nullable;

/** A terminal with a line editor: what arrives is printed above the line being typed. */
final class TerminalConsole implements ChatConsole {

  private static final long CLOSE_SECONDS = 1;

  private final Terminal terminal;
  private final LineReader reader;

  /** Held by whoever reads a line, so that {@link #close} knows when that is over. */
  private final Semaphore turn = new Semaphore(1);

  private final AtomicBoolean closed = new AtomicBoolean();

  private volatile @Nullable Thread reading;

  /** Opens the terminal that the program was started at, or throws if there is none. */
  static TerminalConsole open() throws IOException {
    return new TerminalConsole(
        TerminalBuilder.builder()
            .systemOutput(SystemOutput.SysOut)
            .dumb(false)
            .encoding(StandardCharsets.UTF_8)
            .build());
  }

  TerminalConsole(Terminal terminal) {
    this.terminal = terminal;
    reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            // What is typed is said as it is.
            .option(Option.DISABLE_EVENT_EXPANSION, true)
            .option(Option.INSERT_TAB, true)
            // Text of several lines that is pasted shall be said line by line, as if typed.
            .option(Option.BRACKETED_PASTE, false)
            .build();
  }

  @Override
  public boolean isTerminal() {
    return true;
  }

  @Override
  public @Nullable String ask(String prompt) {
    reader.variable(LineReader.DISABLE_HISTORY, true);
    try {
      return read(prompt);
    } finally {
      reader.variable(LineReader.DISABLE_HISTORY, false);
    }
  }

  @Override
  public @Nullable String read() {
    return read("> ");
  }

  private @Nullable String read(String prompt) {
    turn.acquireUninterruptibly();
    reading = Thread.currentThread();
    try {
      return reader.readLine(prompt);
    } catch (UserInterruptException | EndOfFileException leaving) {
      return null;
    } finally {
      reading = null;
      turn.release();
    }
  }

  @Override
  public void print(String line) {
    reader.printAbove(line);
  }

  /**
   * The line editor puts the terminal's modes back when it returns, and an interrupt is the one way
   * to make it.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    Thread waiting = reading;
    if (waiting != null) {
      waiting.interrupt();
    }
    try {
      if (turn.tryAcquire(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        terminal.close();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (IOException failure) {
      System.err.println("the terminal could not be reset: " + failure.getMessage());
    }
  }
}
