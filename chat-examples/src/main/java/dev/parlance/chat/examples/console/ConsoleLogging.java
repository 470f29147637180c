package dev.parlance.chat.examples.console;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * Where log lines go: those of the room to stdout, and the warnings of the library to stderr. In
 * code and not in XML, which takes a quarter of a second to read at every start. A {@code
 * logback.xml} on the class path comes first, though.
 */
@ConfiguratorRank(ConfiguratorRank.NOMINAL - 1)
public final class ConsoleLogging extends ContextAwareBase implements Configurator {

  private static final String ROOM = "room";

  /** Called by logback, which finds this class by its name in {@code META-INF/services}. */
  public ConsoleLogging() {}

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(appender(context, "System.err", "%d{HH:mm:ss} %-5level %logger{0}: %msg%n"));
    Logger room = context.getLogger(ROOM);
    room.setLevel(Level.INFO);
    room.setAdditive(false);
    room.addAppender(appender(context, "System.out", "%d{HH:mm:ss} %msg%n"));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static Appender<ILoggingEvent> appender(
      LoggerContext context, String target, String pattern) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setPattern(pattern);
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setName(target);
    appender.setTarget(target);
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }

  /** Returns the room's log. */
  static org.slf4j.Logger room() {
    return LoggerFactory.getLogger(ROOM);
  }

  /** Has everything logged: what the library does, and connections that never joined. */
  static void everything() {
    level(Logger.ROOT_LOGGER_NAME, Level.DEBUG);
    level(ROOM, Level.DEBUG);
  }

  /** Has nothing of the room logged. */
  static void nothingOfTheRoom() {
    level(ROOM, Level.OFF);
  }

  /** Has all that is logged from now on handed to {@code lines} instead, line by line. */
  static void into(Consumer<String> lines) {
    for (String name : List.of(Logger.ROOT_LOGGER_NAME, ROOM)) {
      if (LoggerFactory.getLogger(name) instanceof Logger logger) {
        logger.detachAndStopAllAppenders();
        logger.addAppender(lineAppender(logger.getLoggerContext(), name.equals(ROOM), lines));
      }
    }
  }

  private static Appender<ILoggingEvent> lineAppender(
      LoggerContext context, boolean room, Consumer<String> lines) {
    PatternLayout layout = new PatternLayout();
    layout.setContext(context);
    layout.setPattern(room ? "%d{HH:mm:ss} %msg%n" : "%d{HH:mm:ss} %-5level %logger{0}: %msg%n");
    layout.start();
    AppenderBase<ILoggingEvent> appender =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            layout.doLayout(event).lines().forEach(lines);
          }
        };
    appender.setContext(context);
    appender.start();
    return appender;
  }

  private static void level(String name, Level level) {
    if (LoggerFactory.getLogger(name) instanceof Logger logger) {
      logger.setLevel(level);
    }
  }
}
