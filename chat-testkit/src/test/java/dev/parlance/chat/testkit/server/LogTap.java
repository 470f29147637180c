package dev.parlance.chat.testkit.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** All that the library logs, down to the details, as a plain pattern would write it to a file. */
final class LogTap extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private final PatternLayout layout = new PatternLayout();
  private final Logger library;
  private final List<String> lines = new ArrayList<>();

  LogTap() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    library = context.getLogger("dev.parlance");
    layout.setContext(context);
    layout.setPattern("%level %msg%n%ex");
    layout.start();
    setContext(context);
    start();
    library.setLevel(Level.TRACE);
    library.addAppender(this);
  }

  @Override
  protected synchronized void append(ILoggingEvent event) {
    lines.addAll(List.of(layout.doLayout(event).split("\n")));
    notifyAll();
  }

  /** The lines that were written so far. */
  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  /** Waits for a line that holds this. */
  synchronized void awaits(String part) {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (lines.stream().noneMatch(line -> line.contains(part))) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("no line with <" + part + "> in " + lines);
      }
      try {
        wait(left);
      } catch (InterruptedException interrupted) {
        throw new AssertionError(interrupted);
      }
    }
  }

  @Override
  public void close() {
    library.detachAppender(this);
    library.setLevel(null);
    stop();
  }
}
