package dev.parlance.chat.examples.console;

import dev.parlance.chat.ChatException;
import dev.parlance.chat.examples.demo.DemoCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The console programs: a server, a client, its users, a demo, and a load. */
@Command(
    name = "chat",
    description = "A chat server and client for the console.",
    subcommands = {
      ServerCommand.class,
      ClientCommand.class,
      UserCommand.class,
      DemoCommand.class,
      LoadCommand.class,
      HelpCommand.class
    },
    synopsisSubcommandLabel = "(server | client | user | demo | load | help) …",
    mixinStandardHelpOptions = true,
    versionProvider = Chat.Version.class,
    scope = ScopeType.INHERIT)
public final class Chat implements Runnable {

  private static final int FAILED = 1;

  @Spec private @Nullable CommandSpec spec;

  private Chat() {}

  /** Without a command there is nothing to run. */
  @Override
  public void run() {
    throw commandMissing(spec);
  }

  /** What is wrong with a command line that does not say which of the commands it means. */
  static ParameterException commandMissing(@Nullable CommandSpec spec) {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    return new ParameterException(command, "say what to do: " + commands(command));
  }

  private static String commands(CommandLine command) {
    return String.join(", ", command.getSubcommands().keySet());
  }

  /**
   * Runs what {@code args} say; {@code --help} tells what that may be.
   *
   * @param args the words of the command line
   */
  public static void main(String[] args) {
    speakUtf8();
    System.exit(run(args));
  }

  /** The wire is UTF-8 whatever the locale; a pipe to or from this program shall be as well. */
  private static void speakUtf8() {
    System.setOut(utf8(FileDescriptor.out));
    System.setErr(utf8(FileDescriptor.err));
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  private static int run(String... args) {
    return new CommandLine(new Chat())
        .setParameterExceptionHandler(Chat::misused)
        .setExecutionExceptionHandler(Chat::failed)
        .execute(args);
  }

  private static int misused(ParameterException misuse, String[] args) {
    CommandLine command = misuse.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    System.err.println(name + ": " + what(misuse) + " (try '" + name + " --help')");
    return CommandLine.ExitCode.USAGE;
  }

  private static String what(ParameterException misuse) {
    CommandLine command = misuse.getCommandLine();
    if (misuse instanceof UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()
        && !command.getSubcommands().isEmpty()) {
      String word = unmatched.getUnmatched().get(0);
      return "there is no command '" + word + "': one of " + commands(command);
    }
    return String.valueOf(misuse.getMessage()).lines().findFirst().orElse("");
  }

  private static int failed(Exception failure, CommandLine command, ParseResult parsed) {
    String name = command.getCommandSpec().qualifiedName();
    if (failure instanceof ChatException) {
      System.err.println(name + ": " + Printable.replaced(String.valueOf(failure.getMessage())));
    } else if (failure instanceof FileSystemException unusable) {
      System.err.println(
          name + ": cannot use " + unusable.getFile() + ": " + FileTrouble.why(unusable));
    } else {
      failure.printStackTrace();
    }
    return FAILED;
  }

  /** What the jar's manifest says. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Chat.class.getPackage().getImplementationVersion();
      return new String[] {"Parlance " + (version == null ? "(not packaged)" : version)};
    }
  }
}
