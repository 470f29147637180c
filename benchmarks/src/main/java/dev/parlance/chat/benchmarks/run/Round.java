package dev.parlance.chat.benchmarks.run;

import dev.parlance.chat.benchmarks.load.Job;
import dev.parlance.chat.benchmarks.load.Outcome;
import dev.parlance.chat.benchmarks.run.Workload.Servers;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One server in one round: a process for each kind of workload, and these one after the other. */
final class Round implements AutoCloseable {

  private final Launch launch;
  private final double scale;
  private final List<String> jvmOptions;
  private final Consumer<Results.Run> results;
  private @Nullable GeneratorProcess generator;

  /**
   * A round whose times are the usual ones multiplied by {@code scale}.
   *
   * @param results is told of each run
   */
  Round(Launch launch, double scale, List<String> jvmOptions, Consumer<Results.Run> results) {
    this.launch = launch;
    this.scale = scale;
    this.jvmOptions = jvmOptions;
    this.results = results;
  }

  void run(int number, Contender contender, List<Workload> workloads) throws InterruptedException {
    for (Servers kind : Servers.values()) {
      List<Workload> some =
          workloads.stream()
              .filter(workload -> workload.servers() == kind)
              .filter(contender.workloads()::contains)
              .toList();
      if (!some.isEmpty()) {
        run(number, contender, kind, some);
      }
    }
  }

  private void run(int number, Contender contender, Servers kind, List<Workload> workloads)
      throws InterruptedException {
    List<String> command = launch.server(contender, kind == Servers.ANNOUNCING, jvmOptions);
    try (ServerProcess server =
        new ServerProcess(command, launch.logs().resolve(contender.name() + ".log"))) {
      warmUp(contender, kind, server);
      for (Workload workload : workloads) {
        results.accept(run(number, contender, server, workload));
      }
    } catch (IOException failure) {
      for (Workload workload : workloads) {
        results.accept(failed(number, contender, workload, failure));
      }
    }
  }

  private void warmUp(Contender contender, Servers kind, ServerProcess server)
      throws IOException, InterruptedException {
    if (contender.jdk() > 0 && kind != Servers.MEASURED) {
      double seconds = (kind == Servers.PLAIN ? 10 : 3) * scale;
      Outcome unused =
          generator()
              .run(
                  job(contender, Workload.warmUp(server.port(), server.pid(), seconds)),
                  false,
                  members -> {});
      server.awaitQuiet();
    }
  }

  private Results.Run run(int number, Contender contender, ServerProcess server, Workload workload)
      throws InterruptedException {
    try {
      if (!server.isAlive()) {
        throw new IOException("the server has ended");
      }
      MemoryProbe probe = new MemoryProbe(launch.jcmd(contender), server.pid());
      if (workload == Workload.M) {
        probe.joined(0);
      }
      Outcome outcome =
          generator()
              .run(
                  job(contender, workload.job(server.port(), server.pid(), scale)),
                  workload.sharesProcessor(),
                  probe);
      server.awaitQuiet();
      return new Results.Run(number, workload, contender.name(), outcome, null, probe.points());
    } catch (IOException failure) {
      return failed(number, contender, workload, failure);
    }
  }

  private static Job job(Contender contender, Job job) {
    return contender.tls() ? job.secured() : job;
  }

  private static Results.Run failed(
      int number, Contender contender, Workload workload, IOException failure) {
    return new Results.Run(number, workload, contender.name(), null, failure.toString(), null);
  }

  private GeneratorProcess generator() throws IOException {
    GeneratorProcess current = generator;
    if (current == null || !current.isAlive()) {
      current = new GeneratorProcess(launch);
      generator = current;
    }
    return current;
  }

  @Override
  public void close() {
    if (generator != null) {
      generator.close();
    }
  }
}
