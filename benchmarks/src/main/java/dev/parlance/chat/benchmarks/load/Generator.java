package dev.parlance.chat.benchmarks.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeoutException;

/** The generator's process: a {@link Job} a line on standard input, {@link Answer}s on output. */
public final class Generator {

  private final ObjectMapper json = new ObjectMapper();
  private final Clock clock = new Clock();
  private final BufferedReader in =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

  private Generator() {}

  /** Does jobs until the input ends. */
  public static void main(String[] args) throws IOException {
    new Generator().serve();
  }

  private void serve() throws IOException {
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      answer(run(json.readValue(line, Job.class)));
    }
  }

  private Answer run(Job job) {
    try (Trial trial = new Trial(job, clock)) {
      return new Answer(null, trial.run(this::pause), null);
    } catch (IOException | TimeoutException | RuntimeException failure) {
      return new Answer(null, null, failure.toString());
    }
  }

  private void pause(int members) throws IOException {
    answer(new Answer(members, null, null));
    if (in.readLine() == null) {
      throw new IOException("the input ended");
    }
  }

  private void answer(Answer answer) throws IOException {
    System.out.println(json.writeValueAsString(answer));
    System.out.flush();
  }
}
