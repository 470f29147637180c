package dev.parlance.chat.examples.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.examples.load.LatencyPlot;
import dev.parlance.chat.examples.load.LoadPlan;
import dev.parlance.chat.examples.load.LoadRun;
import dev.parlance.chat.examples.load.Outcome;
import dev.parlance.chat.examples.load.OutcomeTable;
import dev.parlance.chat.examples.load.Progress;
import dev.parlance.chat.examples.load.ProgressOnTerminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chat load}: members that talk by the clock, and check what they are told. */
@Command(
    name = "load",
    description = {
      "Loads a server, and checks that every member is told every message of the others once and"
          + " in order. Latency counts from when a message was due."
    },
    footer = {
      "",
      "Exit status: 0 if all is complete (over UDP, what the network loses is counted and forgiven),"
          + " 1 if not, 2 if the command line is wrong."
    },
    sortOptions = false)
final class LoadCommand implements Callable<Integer> {

  private static final String STANDARD_OUTPUT = "-";

  /** So that several loads may share a room: a name is begun by this, a part of the time. */
  private static final int NAMES = 36 * 36 * 36 * 36;

  @Option(
      names = "--members",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many join. Default: ${DEFAULT-VALUE}.")
  private int members;

  @Option(
      names = "--talkers",
      paramLabel = "N",
      description = "How many of them talk. Default: all.")
  private @Nullable Integer talkers;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "100",
      description = "Messages a second, of all talkers together. Default: ${DEFAULT-VALUE}.")
  private double rate;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = TimeSpan.Converter.class,
      description =
          "For how long: 30s, 2m, 500ms; a number alone is seconds. Default: ${DEFAULT-VALUE}.")
  private Duration duration = Duration.ZERO;

  @Option(
      names = "--warmup",
      paramLabel = "TIME",
      defaultValue = "1s",
      converter = TimeSpan.Converter.class,
      description = "Before that, messages are checked, but not timed. Default: ${DEFAULT-VALUE}.")
  private Duration warmup = Duration.ZERO;

  @Option(
      names = "--size",
      paramLabel = "N",
      defaultValue = "" + LoadPlan.SMALLEST,
      description = "Characters of a message. Default: ${DEFAULT-VALUE}.")
  private int size;

  @Option(
      names = "--dialect",
      paramLabel = "DIALECT",
      converter = Dialects.Converter.class,
      completionCandidates = Dialects.Names.class,
      defaultValue = "line",
      description = "What the server speaks: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Dialect dialect = Dialects.standard();

  @Option(
      names = "--transport",
      paramLabel = "TRANSPORT",
      converter = Carriage.Converter.class,
      defaultValue = "nio",
      description = "How to connect: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Carriage carriage = Carriage.NIO;

  @Option(
      names = "--names",
      paramLabel = "PREFIX",
      description = "How the members' names begin. Default: load- and four characters.")
  private @Nullable String names;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the outcome as JSON as well; '-' writes it to the standard output.")
  private @Nullable String json;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "Write a plot of latency by percentile: a .png or .svg.")
  private @Nullable Path plot;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress bar, which otherwise is shown at a terminal.")
  private boolean quiet;

  @Parameters(
      arity = "0..1",
      paramLabel = "HOST[:PORT]",
      converter = Place.Converter.class,
      defaultValue = Place.LOOPBACK,
      description = "The server; ${DEFAULT-VALUE} and the dialect's own port unless given.")
  private Place server = new Place(Place.LOOPBACK, Place.NO_PORT);

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    CommandLine command = java.util.Objects.requireNonNull(spec).commandLine();
    LoadPlan plan = plan(command);
    boolean shown = !quiet && Ansi.AUTO.enabled();
    Outcome outcome;
    try (Progress progress = shown ? new ProgressOnTerminal() : Progress.NONE;
        LoadRun run = new LoadRun(plan, progress)) {
      outcome = run.run();
    }
    report(outcome, command);
    return outcome.complete() ? 0 : 1;
  }

  private LoadPlan plan(CommandLine command) {
    Place place = server.orAt(dialect.defaultPort());
    try {
      checkFiles();
      return new LoadPlan(
          carriage.transportFor(dialect),
          dialect,
          new InetSocketAddress(place.host(), place.port()),
          members,
          talkers == null ? members : talkers,
          rate,
          warmup,
          duration,
          size,
          names == null ? freshNames() : names);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(command, String.valueOf(wrong.getMessage()), wrong);
    }
  }

  /** Before the load, and not after it: it may take an hour. */
  private void checkFiles() {
    if (plot != null && !LatencyPlot.isPlottable(plot)) {
      throw new IllegalArgumentException("a plot is a .png or .svg: " + plot);
    }
    checkFolder(plot);
    checkFolder(json == null || json.equals(STANDARD_OUTPUT) ? null : Path.of(json));
  }

  private static void checkFolder(@Nullable Path file) {
    Path folder = file == null ? null : file.toAbsolutePath().getParent();
    if (folder != null && !Files.isWritable(folder)) {
      throw new IllegalArgumentException("cannot write " + file + ": no folder to write to");
    }
  }

  private static String freshNames() {
    long moment = Math.floorMod(System.nanoTime() / 1000, NAMES);
    return "load-" + Long.toString(NAMES + moment, 36).substring(1);
  }

  private void report(Outcome outcome, CommandLine command) throws IOException {
    boolean jsonAlone = STANDARD_OUTPUT.equals(json);
    PrintWriter out = command.getOut();
    if (json != null) {
      String text = json(outcome);
      if (jsonAlone) {
        out.println(text);
      } else {
        Files.writeString(Path.of(json), text + "\n");
      }
    }
    if (plot != null) {
      LatencyPlot.write(outcome, plot);
    }
    PrintWriter table = jsonAlone ? command.getErr() : out;
    table.print(OutcomeTable.of(outcome));
    table.flush();
    out.flush();
  }

  private static String json(Outcome outcome) throws IOException {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ObjectNode tree = mapper.valueToTree(outcome);
    tree.put("complete", outcome.complete());
    return mapper.writeValueAsString(tree);
  }
}
