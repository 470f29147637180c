package dev.parlance.chat.benchmarks.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parlance.chat.benchmarks.load.Answer;
import dev.parlance.chat.benchmarks.load.Job;
import dev.parlance.chat.benchmarks.load.Outcome;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The generator in a process of its own, which does one job after the other and so stays warm. */
final class GeneratorProcess implements AutoCloseable {

  /** Called when so many members have joined, before the job goes on. */
  interface Step {
    void joined(int members) throws IOException, InterruptedException;
  }

  private static final int MARGIN_SECONDS = 60;

  private final ObjectMapper json = new ObjectMapper();
  private final Launch launch;
  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter jobs;

  GeneratorProcess(Launch launch) throws IOException {
    this.launch = launch;
    process =
        new ProcessBuilder(launch.generator())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    jobs =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
  }

  boolean isAlive() {
    return process.isAlive();
  }

  Outcome run(Job job, boolean onServersProcessor, Step step)
      throws IOException, InterruptedException {
    launch.pinning().move(process.pid(), onServersProcessor);
    try {
      write(json.writeValueAsString(job));
      double most =
          (1 + job.steps().size()) * 2 * job.joinSeconds()
              + job.warmUpSeconds()
              + job.seconds()
              + job.drainSeconds()
              + MARGIN_SECONDS;
      Answer answer = answer((long) most);
      for (Integer joined = answer.joined(); joined != null; joined = answer.joined()) {
        step.joined(joined);
        write("go on");
        answer = answer((long) most);
      }
      Outcome outcome = answer.outcome();
      if (outcome == null) {
        throw new IOException(answer.error());
      }
      return outcome;
    } finally {
      launch.pinning().move(process.pid(), false);
    }
  }

  private void write(String line) throws IOException {
    jobs.write(line);
    jobs.newLine();
    jobs.flush();
  }

  private Answer answer(long seconds) throws IOException, InterruptedException {
    CompletableFuture<String> line = CompletableFuture.supplyAsync(this::readLine);
    try {
      return json.readValue(line.get(seconds, TimeUnit.SECONDS), Answer.class);
    } catch (ExecutionException | TimeoutException failure) {
      process.destroyForcibly();
      throw new IOException("the generator does not answer", failure);
    }
  }

  private String readLine() {
    try {
      String line = answers.readLine();
      return line == null ? "{\"error\":\"the generator ended\"}" : line;
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
