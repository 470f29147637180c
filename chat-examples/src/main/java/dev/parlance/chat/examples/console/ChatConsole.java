package dev.parlance.chat.examples.console;

import java.io.IOException;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where a person, or a script, reads and writes a conversation. */
interface ChatConsole extends AutoCloseable {

  /** Opens what there is, to ask and not to chat. */
  static ChatConsole open() {
    return open(new Roster());
  }

  /**
   * Opens the terminal, or the standard streams where there is none. On JDK 22 to 24 there is
   * always a console, and only the attempt tells whether it is a terminal.
   *
   * @param roster whose names a terminal completes
   */
  @SuppressWarnings("SystemConsoleNull")
  static ChatConsole open(Roster roster) {
    if (System.console() != null) {
      try {
        return TerminalConsole.open(roster);
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

  /** Asks for one line, and does not show it while it is typed; null when there is none. */
  @Nullable String askSecret(String prompt);

  /** Reads the next line to say; null when there is none. Called by one thread. */
  @Nullable String read();

  /** Prints one line, above the one being typed. Safe from any thread. */
  void print(CharSequence line);

  /**
   * Prints what somebody else said; before it, {@code rule} for the time at which the person was
   * last there, if this is the first that the person has not seen. Safe from any thread.
   */
  default void news(CharSequence line, Function<Instant, ? extends CharSequence> rule) {
    print(line);
  }

  /** Leaves the terminal as it was found. A read that is waiting ends, where that is needed. */
  @Override
  void close();
}
