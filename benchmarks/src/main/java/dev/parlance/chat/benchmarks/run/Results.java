package dev.parlance.chat.benchmarks.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.parlance.chat.benchmarks.load.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a run of the benchmark brought.
 *
 * @param machine where it ran
 * @param date when, as ISO 8601
 * @param quick whether the times were too short for the numbers to be published
 * @param runs one after the other
 */
public record Results(Machine machine, String date, boolean quick, List<Run> runs) {

  /**
   * Where it ran.
   *
   * @param processor its name
   * @param processors how many there are
   * @param system name and version of the operating system
   * @param jdks the JDKs that were used, with their versions
   * @param pinned which processors server and generator had
   */
  public record Machine(
      String processor, int processors, String system, List<String> jdks, String pinned) {}

  /**
   * One server, one workload, once.
   *
   * @param round from 1
   * @param workload its name
   * @param server its name
   * @param outcome what came of it, or null
   * @param error why nothing came of it, or null
   * @param memory for the memory workload, what the server took
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Run(
      int round,
      Workload workload,
      String server,
      @Nullable Outcome outcome,
      @Nullable String error,
      @Nullable List<Memory> memory) {

    /** {@return whether the numbers count} */
    public boolean counts() {
      return outcome != null && outcome.verdict() != Outcome.Verdict.BAD;
    }
  }

  /**
   * What a server takes with so many idle members.
   *
   * @param members how many
   * @param heapBytes live objects, after a collection
   * @param residentKiB memory of the process
   */
  public record Memory(int members, long heapBytes, long residentKiB) {}

  /** {@return what a file holds} */
  public static Results read(Path file) throws IOException {
    return new ObjectMapper().readValue(file.toFile(), Results.class);
  }

  /** Writes it to a file. */
  public void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    Files.writeString(file, json.writeValueAsString(this) + "\n");
  }
}
