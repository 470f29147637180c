package dev.parlance.chat.examples.console;

import java.time.ZoneId;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say how a conversation looks at a terminal. */
final class Looks {

  @Mixin private ColorOption color = new ColorOption();

  @Option(names = "--no-time", description = "Show no time of day before what is said.")
  private boolean timeless;

  /** {@return how to show what happens at a console} A script gets the words alone. */
  Transcript transcript(ChatConsole console) {
    if (!console.isTerminal()) {
      return new Transcript(false, null);
    }
    return new Transcript(
        color.isColored(System.getenv()), timeless ? null : ZoneId.systemDefault());
  }
}
