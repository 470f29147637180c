package dev.parlance.chat.examples.console;

import java.util.Map;
import picocli.CommandLine.Option;

/** The option, and the variable of the environment, by which people do without colors. */
public final class ColorOption {

  @Option(
      names = "--no-color",
      description = "Show no colors; nor with NO_COLOR set in the environment.")
  private boolean colorless;

  /** Wants colors, until an option says otherwise. */
  public ColorOption() {}

  /** {@return whether to show colors} As no-color.org has it, an empty {@code NO_COLOR} is none. */
  public boolean isColored(Map<String, String> environment) {
    return !colorless && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }
}
