package dev.parlance.chat.examples.console;

import dev.parlance.chat.Limits;
import java.util.function.IntFunction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The limits that a server among strangers may want others of. */
final class LimitOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

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
    Limits limits = Limits.defaults();
    limits = with("--lines-per-second", linesPerSecond, limits::withLinesPerSecond);
    limits = with("--members", members, limits::withMembers);
    return with("--per-address", perAddress, limits::withPerAddress);
  }

  private Limits with(String option, int value, IntFunction<Limits> change) {
    try {
      return change.apply(value);
    } catch (IllegalArgumentException outOfRange) {
      throw new ParameterException(
          command.commandLine(), option + ": " + outOfRange.getMessage(), outOfRange);
    }
  }
}
