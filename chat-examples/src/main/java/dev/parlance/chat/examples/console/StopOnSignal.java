package dev.parlance.chat.examples.console;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.StopReport;

/**
 * Stops a server in good order when the JVM is told to end, by SIGINT or SIGTERM, and ends the JVM
 * with status 0: to be stopped is not a failure of a server.
 */
final class StopOnSignal {

  /** Ample for printing a line, unless whoever should read it has stopped reading. */
  private static final long LAST_WORD_MILLIS = 1000;

  /** Who writes a flight recording to its file at the end, and how long that may take. */
  private static final String RECORDER = "JFR Shutdown Hook";

  private static final long RECORDING_MILLIS = 5000;

  private StopOnSignal() {}

  static void register(ChatServer server) {
    register(server, () -> {});
  }

  /** Stops the server after {@code before}, which gives a terminal back, say. */
  static void register(ChatServer server, Runnable before) {
    Thread stopping = new Thread(() -> stop(server, before), "chat-stop");
    Runtime.getRuntime().addShutdownHook(stopping);
  }

  /** The JVM would exit with 128 plus the signal's number; only halting says otherwise. */
  private static void stop(ChatServer server, Runnable before) {
    int status = 1;
    try {
      before.run();
      StopReport report = server.stop();
      print("stopped: " + report.drained() + " drained, " + report.cut() + " cut");
      status = 0;
      awaitRecording();
    } finally {
      Runtime.getRuntime().halt(status);
    }
  }

  /** The JVM would wait for it, and halting does not. */
  private static void awaitRecording() {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals(RECORDER)) {
        join(thread, RECORDING_MILLIS);
      }
    }
  }

  private static void join(Thread thread, long millis) {
    try {
      thread.join(millis);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Prints, but does not wait for long on a pipe or terminal that takes nothing. */
  private static void print(String line) {
    Thread printing = new Thread(() -> System.out.println(line), "chat-last-word");
    printing.setDaemon(true);
    printing.start();
    join(printing, LAST_WORD_MILLIS);
  }
}
