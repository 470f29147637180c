package dev.parlance.chat.examples.console;

import dev.parlance.chat.ChatException;
import dev.parlance.chat.examples.demo.DemoCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The console programs: a server, a client, its users, a demo, and a load. */
@Command(
    name = "chat",
    description = "A chat server and client for the console.",
    subcommands = {
      ServerCommand.class,
      ClientCommand.class,
      UserCommand.class,
      DemoCommand.class,
      LoadCommand.class
    },
    synopsisSubcommandLabel = "(server | client | user | demo | load) …",
    mixinStandardHelpOptions = true,
    versionProvider = Chat.Version.class,
    scope = ScopeType.INHERIT)
public final class Chat {

  private static final int FAILED = 1;

  private Chat() {}

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
    String what = String.valueOf(misuse.getMessage()).lines().findFirst().orElse("");
    System.err.println(name + ": " + what + " (try '" + name + " --help')");
    return CommandLine.ExitCode.USAGE;
  }

  private static int failed(Exception failure, CommandLine command, ParseResult parsed) {
    if (failure instanceof ChatException) {
      String what = Printable.replaced(String.valueOf(failure.getMessage()));
      System.err.println(command.getCommandSpec().qualifiedName() + ": " + what);
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
