package dev.parlance.chat.examples.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.TerminalBuilder.SystemOutput;
import org.jspecify.annotations.Nullable;

/** A terminal with a line editor: what arrives is printed above the line being typed. */
final class TerminalConsole implements ChatConsole {

  private static final long CLOSE_SECONDS = 1;

  /** Have a terminal tell when it gains and loses the focus; one that cannot ignores it. */
  private static final String TELL_FOCUS = "\033[?1004h";

  private static final String TELL_NO_FOCUS = "\033[?1004l";

  /** What the line editor shows for each character of a secret: not even how many there are. */
  private static final Character NOTHING = '\0';

  private final Terminal terminal;
  private final LineReader reader;
  private final Attention attention;

  /** What is left of a text of several lines that was pasted. Of the reading thread. */
  private final Queue<String> pasted = new ArrayDeque<>();

  /** Held by whoever reads a line, so that {@link #close} knows when that is over. */
  private final Semaphore turn = new Semaphore(1);

  private final AtomicBoolean closed = new AtomicBoolean();

  private volatile @Nullable Thread reading;

  /** Opens the terminal that the program was started at, or throws if there is none. */
  static TerminalConsole open(Roster roster) throws IOException {
    TerminalConsole console =
        new TerminalConsole(
            TerminalBuilder.builder()
                .systemOutput(SystemOutput.SysOut)
                .dumb(false)
                .encoding(StandardCharsets.UTF_8)
                .build(),
            roster,
            InstantSource.system());
    Runtime.getRuntime().addShutdownHook(new Thread(console::abandon, "chat-terminal"));
    return console;
  }

  TerminalConsole(Terminal terminal) {
    this(terminal, new Roster(), InstantSource.system());
  }

  TerminalConsole(Terminal terminal, Roster roster, InstantSource clock) {
    this.terminal = terminal;
    this.attention = new Attention(clock);
    reader = new LineEditor(terminal, roster, attention);
    // What is typed ahead, between two lines, is for the editor to show, or not to.
    terminal.echo(false);
    tell(TELL_FOCUS);
  }

  private void tell(String sequence) {
    if (!terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
      terminal.writer().write(sequence);
      terminal.flush();
    }
  }

  @Override
  public boolean isTerminal() {
    return true;
  }

  @Override
  public @Nullable String ask(String prompt) {
    return asked(prompt, null);
  }

  @Override
  public @Nullable String askSecret(String prompt) {
    return asked(prompt, NOTHING);
  }

  private @Nullable String asked(String prompt, @Nullable Character mask) {
    reader.variable(LineReader.DISABLE_HISTORY, true);
    reader.variable(LineReader.DISABLE_COMPLETION, true);
    try {
      return read(prompt, mask);
    } finally {
      reader.variable(LineReader.DISABLE_HISTORY, false);
      reader.variable(LineReader.DISABLE_COMPLETION, false);
    }
  }

  @Override
  public @Nullable String read() {
    if (pasted.isEmpty()) {
      String typed = read("> ", null);
      if (typed == null) {
        return null;
      }
      pasted.addAll(Arrays.asList(typed.split("\n", -1)));
    }
    return pasted.remove();
  }

  private @Nullable String read(String prompt, @Nullable Character mask) {
    turn.acquireUninterruptibly();
    reading = Thread.currentThread();
    try {
      return reader.readLine(prompt, mask);
    } catch (UserInterruptException | EndOfFileException leaving) {
      return null;
    } finally {
      reading = null;
      turn.release();
    }
  }

  /** Whoever composed the line: the terminal gets nothing that it would obey but its style. */
  @Override
  public void print(CharSequence line) {
    reader.printAbove(Printable.styled(line));
  }

  @Override
  public synchronized void news(CharSequence line, Function<Instant, ? extends CharSequence> rule) {
    if (attention.isFirstUnseen()) {
      print(rule.apply(attention.last()));
    }
    print(line);
  }

  /**
   * A signal ends the program: JLine puts the modes back that the system knows of, and closes the
   * terminal; what the terminal itself was asked for is taken back here.
   */
  private void abandon() {
    if (!closed.get()) {
      System.out.println(TELL_NO_FOCUS + LineReaderImpl.BRACKETED_PASTE_OFF);
    }
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
        tell(TELL_NO_FOCUS);
        terminal.close();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (IOException failure) {
      System.err.println("the terminal could not be reset: " + failure.getMessage());
    }
  }
}
