package dev.parlance.chat.examples.console;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where a person, or a script, reads and writes a conversation. */
interface ChatConsole extends AutoCloseable {

  /**
   * Opens the terminal, or the standard streams where there is none. On JDK 22 to 24 there is
   * always a console, and only the attempt tells whether it is a terminal.
   */
  @SuppressWarnings("SystemConsoleNull")
  static ChatConsole open() {
    if (System.console() != null) {
      try {
        return TerminalConsole.open();
      } catch (IOException | IllegalStateException none) {
        return new PipedConsole();
      }
    }
    return new PipedConsole();
  }

  /** {@return whether there is a person to ask again} */
  boolean isTerminal();

  /** Asks for one line; null when there is none. */
  @Nullable String ask(String prompt);

  /** Reads the next line to say; null when there is none. Called by one thread. */
  @Nullable String read();

  /** Prints one line, above the one being typed. Safe from any thread. */
  void print(String line);

  /** Leaves the terminal as it was found. A read that is waiting ends, where that is needed. */
  @Override
  void close();
}
