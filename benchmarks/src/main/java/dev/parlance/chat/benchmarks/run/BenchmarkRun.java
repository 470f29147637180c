package dev.parlance.chat.benchmarks.run;

import dev.parlance.chat.benchmarks.report.Charts;
import dev.parlance.chat.benchmarks.report.Figures;
import dev.parlance.chat.benchmarks.report.Tables;
import dev.parlance.chat.benchmarks.tls.KeyStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command behind {@code benchmarks/run}. */
@Command(
    name = "benchmarks/run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measures chat servers beside each other, and writes tables and charts of it.")
public final class BenchmarkRun implements Callable<Integer> {

  private static final double QUICK = 0.2;
  private static final int ROUNDS = 3;
  private static final long PATIENCE_NANOS = Duration.ofMinutes(15).toNanos();

  @Option(
      names = "--quick",
      description = "a fifth of the time, the most important workloads and servers; to try it out")
  private boolean quick;

  @Option(
      names = "--rounds",
      description =
          "of which the medians are shown; 3 or as many as fit in 15 minutes, and 1 if quick")
  private int rounds;

  @Option(
      names = "--servers",
      split = ",",
      description = "some of them: ${COMPLETION-CANDIDATES}",
      completionCandidates = ContenderNames.class)
  private @Nullable List<String> servers;

  @Option(
      names = "--workloads",
      split = ",",
      description = "some of them: ${COMPLETION-CANDIDATES}")
  private @Nullable List<Workload> workloads;

  @Option(
      names = "--tls",
      description = "servers that speak TLS, beside the same ones that do not; no others")
  private boolean tls;

  @Option(names = "--jdk", split = ",", description = "Java versions to run servers on")
  private @Nullable List<Integer> versions;

  @Option(names = "--no-pin", description = "leave it to the system who runs on which processor")
  private boolean unpinned;

  @Option(
      names = "--jvm",
      description = "an option for the servers' JVMs, such as a flight recording; repeatable")
  private List<String> jvmOptions = new ArrayList<>();

  @Option(
      names = "--out",
      description =
          "name of the files in benchmarks/results; latest, or quick if quick; tls- in front if tls")
  private @Nullable String out;

  @Option(names = "--plot", description = "only write tables and charts anew, from the results")
  private boolean plot;

  @Option(names = "--home", hidden = true, required = true)
  private Path home = Path.of("benchmarks");

  private BenchmarkRun() {}

  /** Runs the benchmark. */
  public static void main(String[] args) {
    CommandLine command =
        new CommandLine(new BenchmarkRun()).setCaseInsensitiveEnumValuesAllowed(true);
    System.exit(command.execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    String name = out != null ? out : (tls ? "tls-" : "") + (quick ? "quick" : "latest");
    Path folder = home.resolve("results");
    Path file = folder.resolve(name + ".json");
    Results results = plot ? Results.read(file) : measure(file);
    Figures figures = new Figures(results);
    List<String> charts = new Charts(figures, folder).write(name);
    String tables = new Tables(figures).text(charts, folder.resolve("jmh.json"));
    Files.writeString(folder.resolve(name + ".md"), tables);
    System.out.println(tables);
    boolean bad = results.runs().stream().anyMatch(run -> !run.counts());
    return bad ? 1 : 0;
  }

  private Results measure(Path file) throws IOException, InterruptedException {
    Installation installation = new Installation();
    Pinning usual = Pinning.usual();
    boolean pin = usual.active() && !unpinned && Installation.has("taskset");
    Pinning pinning = new Pinning(usual.server(), usual.generator(), pin);
    Launch launch =
        new Launch(home, installation.jdks(), pinning, KeyStores.make(home.resolve("target")));
    Machines machines = new Machines(installation.jdks(), pinning);
    List<Results.Run> runs = new ArrayList<>();
    Progress progress = new Progress(runs);
    try (Round round = new Round(launch, quick ? QUICK : 1, jvmOptions, progress)) {
      long start = System.nanoTime();
      int most = rounds > 0 ? rounds : quick ? 1 : ROUNDS;
      for (int number = 1; number <= most && mayBegin(number, start); number++) {
        for (Contender contender : order(contenders(launch), number)) {
          round.run(number, contender, workloads(number));
        }
      }
    }
    String date = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    Results results = new Results(machines.describe(), date, quick, runs);
    results.write(file);
    return results;
  }

  /** Unless so many rounds were asked for, another one that would take too long is not begun. */
  private boolean mayBegin(int round, long start) {
    long took = System.nanoTime() - start;
    boolean inTime = round == 1 || took / (round - 1) * round < PATIENCE_NANOS;
    if (rounds == 0 && !inTime) {
      System.err.println("no time for round " + round + "; --rounds would insist on it");
    }
    return rounds > 0 || inTime;
  }

  /** Each round begins with another server, so that none always follows the same one. */
  private static List<Contender> order(List<Contender> all, int round) {
    List<Contender> order = new ArrayList<>(all);
    Collections.rotate(order, -(round - 1));
    return order;
  }

  private List<Contender> contenders(Launch launch) {
    List<Contender> some = new ArrayList<>();
    for (Contender contender : Contender.all()) {
      boolean wanted = isWanted(contender);
      boolean rightJdk =
          versions == null || contender.jdk() == 0 || versions.contains(contender.jdk());
      if (wanted && rightJdk && launch.canRun(contender)) {
        some.add(contender);
      } else if (wanted && rightJdk) {
        System.err.println("left out, as what it runs on is missing: " + contender.name());
      }
    }
    if (some.isEmpty()) {
      throw new IllegalArgumentException("no such server; there are " + new ContenderNames().all());
    }
    return some;
  }

  private boolean isWanted(Contender contender) {
    if (servers != null) {
      return servers.contains(contender.name());
    }
    if (tls) {
      return contender.isAboutTls();
    }
    return !contender.tls() && (!quick || contender.isEssential());
  }

  private List<Workload> workloads(int round) {
    List<Workload> wanted =
        workloads != null
            ? workloads
            : quick ? List.of(Workload.W1, Workload.W2, Workload.W3) : List.of(Workload.values());
    // Memory does not vary from round to round.
    return Arrays.stream(Workload.values())
        .filter(wanted::contains)
        .filter(workload -> workload != Workload.M || round == 1)
        .toList();
  }

  /** The names of all servers, for the help. */
  static final class ContenderNames implements Iterable<String> {

    /** Called by picocli. */
    ContenderNames() {}

    List<String> all() {
      return Contender.all().stream().map(Contender::name).toList();
    }

    @Override
    public java.util.Iterator<String> iterator() {
      return all().iterator();
    }
  }

  /** Keeps the runs, and shows that something happens. */
  private record Progress(List<Results.Run> runs)
      implements java.util.function.Consumer<Results.Run> {

    private static final long START = System.nanoTime();

    @Override
    public void accept(Results.Run run) {
      runs.add(run);
      System.err.printf(
          Locale.ROOT,
          "%5.0f s  round %d  %-16s %-5s %s%n",
          (System.nanoTime() - START) / 1e9,
          run.round(),
          run.server(),
          run.workload(),
          Figures.summary(run));
    }
  }
}
