package dev.parlance.chat.benchmarks.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which processors server and generator may use: one each, so that neither takes time from the
 * other and a server with many threads does not get more of the machine than one with few.
 *
 * @param server processors of the server, as {@code taskset -c} understands them
 * @param generator processors of the generator
 * @param active whether processes are pinned at all
 */
record Pinning(String server, String generator, boolean active) {

  /**
   * {@return the first processor for the server and the last for the generator, if there are two}
   */
  static Pinning usual() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new Pinning("0", Integer.toString(processors - 1), processors > 1);
  }

  /** {@return the command, to be run on the server's processors or the generator's} */
  List<String> pinned(boolean forServer, List<String> command) {
    List<String> pinned = new ArrayList<>();
    if (active) {
      pinned.addAll(List.of("taskset", "-c", forServer ? server : generator));
    }
    pinned.addAll(command);
    return pinned;
  }

  /** Moves all threads of a running generator to the server's processors, or back. */
  void move(long pid, boolean toServer) throws IOException, InterruptedException {
    if (active) {
      String processors = toServer ? server : generator;
      new ProcessBuilder("taskset", "-a", "-c", "-p", processors, Long.toString(pid))
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
  }
}
