package dev.parlance.chat.examples.demo;

import dev.parlance.chat.examples.console.ColorOption;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code chat demo}: shows one room as members in six dialects see it, and checks what they do. */
@Command(
    name = "demo",
    description = {
      "Starts a server, has six members talk in six dialects over three transports, and shows what"
          + " each of them sees.",
      "Ends by itself: with status 0 if each saw what it should, or else with 1 and the reason."
    },
    sortOptions = false)
public final class DemoCommand implements Callable<Integer> {

  private static final double BEAT_MILLIS = 450;

  @Option(
      names = "--speed",
      paramLabel = "FACTOR",
      defaultValue = "1",
      description = "How fast to show it: 2 is twice as fast. Default: ${DEFAULT-VALUE}.")
  private double speed = 1;

  @Option(names = "--no-pause", description = "Leave no time to read.")
  private boolean breathless;

  @Mixin private ColorOption color = new ColorOption();

  @Option(
      names = "--svg",
      paramLabel = "FILE",
      description = "Draw what is seen into FILE, instead of showing it.")
  private @Nullable Path picture;

  @Spec private @Nullable CommandSpec spec;

  /** Made by the command line. */
  public DemoCommand() {}

  @Override
  public Integer call() throws IOException {
    if (!(speed > 0)) {
      CommandLine command = Objects.requireNonNull(spec).commandLine();
      throw new ParameterException(command, "the speed must be more than 0: " + speed);
    }
    System.out.println(picture != null ? draw(picture) : show());
    return 0;
  }

  private static String draw(Path file) throws IOException {
    Recording recording = new Recording(new Script(true));
    String summary = perform(recording);
    new Picture(recording).write(file);
    return summary;
  }

  private String show() throws IOException {
    try (TerminalStage stage =
        TerminalStage.open(new Script(color.isColored(System.getenv())), beat())) {
      return stage == null ? performAndPrint() : perform(stage);
    }
  }

  private Duration beat() {
    return breathless ? Duration.ZERO : Duration.ofMillis(Math.round(BEAT_MILLIS / speed));
  }

  private static String perform(Stage stage) throws IOException {
    try (Play play = new Play(stage)) {
      return play.perform();
    }
  }

  /** Where there is no room for panes: one member below the other, when all is over. */
  private static String performAndPrint() throws IOException {
    try (Play play = new Play((what, actors, beats) -> {})) {
      String summary = play.perform();
      Script script = new Script(false);
      for (int slot = 0; slot < play.actors().size(); slot++) {
        print(
            script.title(slot, play.actors().get(slot), Integer.MAX_VALUE),
            script.lines(slot, play.actors()));
      }
      return summary;
    }
  }

  private static void print(AttributedString title, List<AttributedString> lines) {
    System.out.println(title);
    lines.forEach(System.out::println);
    System.out.println();
  }
}
