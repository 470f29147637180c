package dev.parlance.chat.examples.console;

import dev.parlance.chat.ChatException;
import dev.parlance.chat.Limits;
import picocli.CommandLine.Option;

/** The limits that a server among strangers may want others of. */
final class LimitOptions {

  @Option(
      names = "--lines-per-second",
      paramLabel = "N",
      description =
          "Let each say so many lines a second, after the first ten; any number unless given. 5 is"
              + " good for a public room.")
  private int linesPerSecond = Limits.defaults().linesPerSecond();

  @Option(
      names = "--members",
      paramLabel = "N",
      description = "Let in so many at once; ${DEFAULT-VALUE} unless given.")
  private int members = Limits.defaults().members();

  @Option(
      names = "--per-address",
      paramLabel = "N",
      description =
          "Let in so many at once from one address but this machine's own, 0 for any number;"
              + " ${DEFAULT-VALUE} unless given.")
  private int perAddress = Limits.defaults().perAddress();

  Limits limits() {
    try {
      return Limits.defaults()
          .withLinesPerSecond(linesPerSecond)
          .withMembers(members)
          .withPerAddress(perAddress);
    } catch (IllegalArgumentException outOfRange) {
      throw new ChatException(String.valueOf(outOfRange.getMessage()), outOfRange);
    }
  }
}
