package dev.parlance.chat.examples.console;

import dev.parlance.chat.ChatException;
import dev.parlance.chat.NamePolicy;
import dev.parlance.chat.examples.users.UserFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chat user}: who may log in to a server. */
@Command(
    name = "user",
    description = "Looks after a file of users for chat server --users.",
    subcommands = UserCommand.Add.class,
    synopsisSubcommandLabel = "add …")
final class UserCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw Chat.commandMissing(spec);
  }

  /** {@code chat user add}. */
  @Command(
      name = "add",
      description =
          "Adds a user, or gives one another secret: asked for at a terminal without showing it,"
              + " or the first line of stdin. A running server takes note.")
  static final class Add implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "FILE", description = "Made if it does not exist.")
    private Path file = Path.of("");

    @Parameters(index = "1", paramLabel = "NAME", description = "The name to join by.")
    private String name = "";

    @Override
    public Integer call() {
      if (NamePolicy.ascii().examine(name) instanceof NamePolicy.Refused refused) {
        throw new ChatException("name not allowed: " + refused.why());
      }
      try (ChatConsole console = ChatConsole.open()) {
        String secret = console.askSecret("secret? ");
        if (secret == null || secret.isEmpty()) {
          throw new ChatException("a secret is needed, and none came");
        }
        if (console.isTerminal() && !secret.equals(console.askSecret("again: "))) {
          throw new ChatException("that was another one");
        }
        new UserFile(file).add(name, secret.toCharArray());
      } catch (IOException failure) {
        throw new ChatException("cannot change " + file + ": " + FileTrouble.why(failure), failure);
      }
      return 0;
    }
  }
}
