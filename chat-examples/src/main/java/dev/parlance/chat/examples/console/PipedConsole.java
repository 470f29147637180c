package dev.parlance.chat.examples.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Plain lines from stdin and to stdout: what a script, a pipe or a file needs. */
final class PipedConsole implements ChatConsole {

  private final BufferedReader input =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

  @Override
  public boolean isTerminal() {
    return false;
  }

  /** The prompt would only be in the way of whoever reads the output. */
  @Override
  public @Nullable String ask(String prompt) {
    return read();
  }

  @Override
  public @Nullable String askSecret(String prompt) {
    return read();
  }

  @Override
  public @Nullable String read() {
    try {
      return input.readLine();
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read stdin", failure);
    }
  }

  @Override
  public void print(CharSequence line) {
    System.out.println(Printable.replaced(line.toString()));
  }

  @Override
  public void close() {}
}
