package dev.parlance.chat.examples.console;

import java.time.Instant;
import java.util.HashMap;
import org.jline.reader.Widget;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Terminal;

/** JLine's editor of a line, as a chat needs it. */
final class LineEditor extends LineReaderImpl {

  private final Attention attention;

  LineEditor(Terminal terminal, Roster roster, Attention attention) {
    super(terminal, "chat", new HashMap<>());
    this.attention = attention;
    setHistory(new Said());
    setParser(Completion.words());
    setCompleter(new Completion(roster));
    // What is typed is said as it is.
    option(Option.DISABLE_EVENT_EXPANSION, true);
    option(Option.INSERT_TAB, true);
    option(Option.CASE_INSENSITIVE, true);
    // What was said is shown in its place of the conversation, and not where it was typed.
    option(Option.ERASE_LINE_ON_FINISH, true);
    // Whatever a key does, it shows that there is somebody.
    getWidgets().replaceAll((name, widget) -> () -> given(widget));
    getWidgets().put(FOCUS_IN, () -> given(() -> true));
    getWidgets().put(FOCUS_OUT, this::lost);
  }

  /** What was said before, but for secrets. */
  private static final class Said extends DefaultHistory {
    @Override
    public void add(Instant time, String line) {
      if (!Speech.isLogin(line)) {
        super.add(time, line);
      }
    }
  }

  private boolean given(Widget widget) {
    attention.given();
    return widget.apply();
  }

  private boolean lost() {
    attention.lost();
    return true;
  }

  /** A window that changes its size while something is printed must wait until that is done. */
  @Override
  protected synchronized void handleSignal(Terminal.Signal signal) {
    lock.lock();
    try {
      super.handleSignal(signal);
    } finally {
      lock.unlock();
    }
  }
}
