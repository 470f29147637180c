package dev.parlance.chat.examples.console;

import dev.parlance.chat.ChatClient;
import dev.parlance.chat.ChatException;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.NameRefusedException;
import dev.parlance.chat.User;
import dev.parlance.chat.dialect.Dialect;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code chat client}: joins a room and talks, at a terminal or in a pipe. */
@Command(
    name = "client",
    description = "Joins a server. Ctrl+D, Ctrl+C, /quit or -1 leave.",
    sortOptions = false)
final class ClientCommand implements Callable<Integer> {

  private static final String NAME = "name? ";
  private static final String SECRET = "secret? ";

  @Option(
      names = "--dialect",
      paramLabel = "DIALECT",
      converter = Dialects.Converter.class,
      completionCandidates = Dialects.Names.class,
      defaultValue = "line",
      description = "What the server speaks: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Dialect dialect = Dialects.standard();

  @Option(
      names = "--transport",
      paramLabel = "TRANSPORT",
      converter = Carriage.Converter.class,
      defaultValue = "nio",
      description = "How to connect: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Carriage carriage = Carriage.NIO;

  @Mixin private ClientTls tls = new ClientTls();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "The name to join by. Asked for at a terminal, or the first line of stdin, unless given.")
  private @Nullable String name;

  @Option(
      names = "--login",
      description =
          "Log in with a secret: asked for at a terminal without showing it, or the next line of"
              + " stdin.")
  private boolean login;

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description = "Log in with the first line of FILE for a secret.")
  private @Nullable Path secretFile;

  @Mixin private Looks looks = new Looks();

  @Parameters(
      arity = "0..1",
      paramLabel = "HOST[:PORT]",
      converter = Place.Converter.class,
      defaultValue = Place.LOOPBACK,
      description = "The server; ${DEFAULT-VALUE} and the dialect's own port unless given.")
  private Place server = new Place(Place.LOOPBACK, Place.NO_PORT);

  @Override
  public Integer call() {
    CloseReason reason = CloseReason.CLOSED;
    Roster roster = new Roster();
    try (ChatConsole console = ChatConsole.open(roster)) {
      Conversation conversation = new Conversation(console, looks.transcript(console), roster);
      ChatClient client = join(console, conversation);
      if (client != null) {
        greet(console, client.user());
        reason = conversation.hold(client, dialect.echoes());
      }
    }
    if (reason != CloseReason.CLOSED) {
      throw new ChatException(ClientLines.ended(reason));
    }
    return 0;
  }

  /** Joins, asking for another name as long as there is somebody to ask; null if there is none. */
  private @Nullable ChatClient join(ChatConsole console, Conversation conversation) {
    String wanted = name != null ? name : console.ask(NAME);
    while (wanted != null) {
      try {
        return connect(wanted.strip(), secret(console), conversation);
      } catch (NameRefusedException | IllegalArgumentException refused) {
        if (!console.isTerminal()) {
          throw new ChatException(Printable.replaced(text(refused)), refused);
        }
        console.print("! " + Printable.replaced(text(refused)));
        wanted = console.ask(NAME);
      }
    }
    if (!console.isTerminal()) {
      throw new ChatException("a name is needed, and none came");
    }
    return null;
  }

  /** Never an argument: those of a process are for everybody to see. */
  private @Nullable String secret(ChatConsole console) {
    if (!login && secretFile == null) {
      return null;
    }
    String secret = secretFile == null ? console.askSecret(SECRET) : firstLine(secretFile);
    if (secret == null || secret.isEmpty()) {
      throw new ChatException("a secret is needed, and none came");
    }
    return secret;
  }

  private static @Nullable String firstLine(Path file) {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      return reader.readLine();
    } catch (IOException failure) {
      throw new ChatException("cannot read " + file + ": " + FileTrouble.why(failure), failure);
    }
  }

  private ChatClient connect(String wanted, @Nullable String secret, Conversation conversation) {
    Place place = server.orAt(dialect.defaultPort());
    ChatClient.Builder builder =
        ChatClient.builder().transport(tls.over(carriage.transportFor(dialect))).dialect(dialect);
    if (secret != null) {
      builder.secret(secret.toCharArray());
    }
    return builder.connect(place.host(), place.port(), wanted, conversation);
  }

  /** A script does not need to be told. */
  private static void greet(ChatConsole console, User self) {
    if (console.isTerminal()) {
      console.print("* you are " + self.name() + "; Ctrl+D leaves, /help tells more");
    }
  }

  private static String text(Exception refused) {
    return String.valueOf(refused.getMessage());
  }
}
