package dev.parlance.chat.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code openssl s_client}: another implementation of TLS, and one that people use by hand. */
final class OpenSsl implements AutoCloseable {

  private final Process process;
  private final BufferedReader out;

  private OpenSsl(Process process) {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
  }

  static boolean isThere() throws InterruptedException {
    try {
      Process version =
          new ProcessBuilder("openssl", "version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return version.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  static OpenSsl client(String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of("openssl", "s_client"));
    command.addAll(List.of(options));
    return new OpenSsl(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
  }

  void says(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  void hears(String line) throws IOException {
    assertEquals(line, out.readLine());
  }

  void awaitEnd() throws InterruptedException {
    assertTrue(process.waitFor(20, TimeUnit.SECONDS), "openssl goes on");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
