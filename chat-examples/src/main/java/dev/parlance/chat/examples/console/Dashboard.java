package dev.parlance.chat.examples.console;

import dev.parlance.chat.ChatException;
import dev.parlance.chat.ChatServer;
import dev.parlance.chat.Metrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.TerminalBuilder.SystemOutput;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;
import org.jspecify.annotations.Nullable;

/**
 * Shows on a terminal, once a second, how a server is doing, until somebody presses q. The terminal
 * is as it was before when that is over.
 *
 * <p>Life: <em>open</em> (the terminal is untouched) → <em>showing</em> → <em>closed</em>.
 */
final class Dashboard implements AutoCloseable {

  private static final long PERIOD = TimeUnit.SECONDS.toNanos(1);

  /** As many as bars are shown, and one for the first of them to begin at. */
  private static final int LOOKS = 41;

  private static final int CONTROL_C = 3;
  private static final int CONTROL_D = 4;

  private final Terminal terminal;
  private final Display display;
  private final RecentLines log;
  private final boolean color;
  private final ArrayDeque<Metrics> looks = new ArrayDeque<>();
  private @Nullable Moment shown;
  private @Nullable Size size;
  private @Nullable Attributes attributesBefore;
  private boolean closed;

  /** For the terminal that the program was started at, or throws if there is none. */
  static Dashboard open(RecentLines log, boolean color) {
    try {
      Terminal terminal =
          TerminalBuilder.builder()
              .systemOutput(SystemOutput.SysOut)
              .dumb(false)
              .encoding(StandardCharsets.UTF_8)
              .build();
      if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
        terminal.close();
        throw new ChatException("--dashboard needs a terminal, and a dumb one cannot show it");
      }
      return new Dashboard(terminal, log, color);
    } catch (IOException | IllegalStateException none) {
      throw new ChatException("--dashboard needs a terminal, and this is none", none);
    }
  }

  Dashboard(Terminal terminal, RecentLines log, boolean color) {
    this.terminal = terminal;
    this.log = log;
    this.color = color;
    display = new Display(terminal, true);
  }

  /**
   * Shows the server until q is pressed, the terminal is gone, or this is closed.
   *
   * @param title where the server listens
   */
  void show(ChatServer server, String title) throws IOException {
    enter();
    long due = System.nanoTime();
    do {
      look(server, title);
      draw();
      due = Math.max(due + PERIOD, System.nanoTime());
    } while (!isClosed() && !quits(due));
  }

  private synchronized void enter() {
    if (closed) {
      return;
    }
    attributesBefore = terminal.enterRawMode();
    Attributes raw = terminal.getAttributes();
    raw.setLocalFlag(LocalFlag.ISIG, false); // Ctrl+C is a key like q, so that all is put back
    terminal.setAttributes(raw);
    terminal.handle(Signal.WINCH, resized -> draw());
    terminal.puts(Capability.enter_ca_mode);
    terminal.puts(Capability.cursor_invisible);
  }

  private synchronized void look(ChatServer server, String title) {
    if (looks.size() == LOOKS) {
      looks.removeFirst();
    }
    looks.addLast(server.metrics());
    shown = new Moment(title, new ArrayList<>(looks), server.connections(), log.all());
  }

  private synchronized void draw() {
    Moment moment = shown;
    if (closed || moment == null) {
      return;
    }
    Size now = terminal.getSize();
    if (!now.equals(size)) {
      display.clear();
      display.resize(now.getRows(), now.getColumns());
      size = new Size(now.getColumns(), now.getRows());
    }
    display.update(Screen.of(moment, now.getColumns(), now.getRows(), color), 0);
  }

  /** Waits for keys until {@code due}; returns whether one was meant to quit. */
  private boolean quits(long due) throws IOException {
    NonBlockingReader keys = terminal.reader();
    while (true) {
      long millis = TimeUnit.NANOSECONDS.toMillis(due - System.nanoTime());
      int key = read(keys, Math.max(1, millis));
      switch (key) {
        case 'q', 'Q', CONTROL_C, CONTROL_D, NonBlockingReader.EOF -> {
          return true;
        }
        case NonBlockingReader.READ_EXPIRED -> {
          return false;
        }
        default -> {}
      }
    }
  }

  private int read(NonBlockingReader keys, long millis) throws IOException {
    try {
      return keys.read(millis);
    } catch (IOException failure) {
      if (isClosed()) {
        return NonBlockingReader.EOF; // so it was meant
      }
      throw failure;
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** Gives the terminal back as it was. Idempotent, from any thread. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    Attributes before = attributesBefore;
    if (before != null) {
      terminal.puts(Capability.cursor_visible);
      terminal.puts(Capability.exit_ca_mode);
      terminal.setAttributes(before);
      terminal.flush();
    }
    try {
      terminal.close();
    } catch (IOException failure) {
      System.err.println("the terminal could not be reset: " + failure.getMessage());
    }
  }
}
