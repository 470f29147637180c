package dev.parlance.chat.examples.console;

import dev.parlance.chat.ChatException;
import dev.parlance.chat.ChatServer;
import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.examples.users.FileAuthenticator;
import dev.parlance.chat.examples.users.UserFile;
import dev.parlance.chat.spi.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code chat server}: one room, reached at any number of places, until a signal ends it. */
@Command(
    name = "server",
    customSynopsis =
        "chat server [-hqV] [--verbose] [--dashboard [--no-color]] [--users FILE]"
            + " [--lines-per-second N] [--members N] [--per-address N] [--all-dialects] [--listen "
            + ListenSpec.FORM
            + "]... [--tls-cert FILE --tls-key FILE] [[HOST:]PORT]",
    description = "Runs a server until Ctrl+C or SIGTERM.",
    sortOptions = false)
final class ServerCommand implements Callable<Integer> {

  @Option(
      names = "--listen",
      paramLabel = ListenSpec.FORM,
      converter = ListenSpec.Converter.class,
      description = {
        "Where and how to listen, line unless given; may be repeated, all share one room.",
        "TRANSPORT is nio or socket, nio unless given. HOST is 127.0.0.1 and PORT the dialect's"
            + " own unless given; port 0 asks for any free one.",
        "Examples: line@:0  line@0.0.0.0:7777  socket/line@[::1]:7777"
      })
  private List<ListenSpec> places = new ArrayList<>();

  @Option(
      names = "--all-dialects",
      description = "Listen in every dialect, each at its own port of 127.0.0.1.")
  private boolean allDialects;

  @Mixin private ServerTls tls = new ServerTls();

  @Option(
      names = "--users",
      paramLabel = "FILE",
      description = {
        "Let only those in who are in FILE and know their secret: /login NAME SECRET.",
        "chat user add FILE NAME adds one. Without TLS, whoever can read what travels can read"
            + " secrets."
      })
  private @Nullable Path users;

  @Mixin private LimitOptions limits = new LimitOptions();

  @Option(
      names = {"-q", "--quiet"},
      description = "Log nothing of what happens in the room.")
  private boolean quiet;

  @Option(
      names = "--verbose",
      description = "Log connections that never joined, and what the library does.")
  private boolean verbose;

  @Option(
      names = "--dashboard",
      description = "Show live how the server is doing, and end it with q. Needs a terminal.")
  private boolean dashboard;

  @Mixin private ColorOption color = new ColorOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "[HOST:]PORT",
      converter = Place.Converter.class,
      description = "Listen there in the line dialect, as by --listen line@[HOST:]PORT.")
  private @Nullable Place place;

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (verbose) {
      ConsoleLogging.everything();
    }
    if (quiet) {
      ConsoleLogging.nothingOfTheRoom();
    }
    if (place != null) {
      Dialect line = Dialects.standard();
      places.add(0, new ListenSpec(Carriage.NIO, line, place.orAt(line.defaultPort())));
    }
    if (allDialects) {
      places.addAll(Dialects.names().stream().map(ListenSpec::parse).toList());
    } else if (places.isEmpty()) {
      places.add(ListenSpec.parse(Dialects.standard().name()));
    }
    tls.prepare();
    if (dashboard) {
      return show();
    }
    ChatServer server = start();
    StopOnSignal.register(server);
    announce(server.addresses());
    new CountDownLatch(1).await();
    return 0;
  }

  /** What is said before and after the dashboard stands where the shell's lines stand. */
  private int show() throws IOException {
    RecentLines log = new RecentLines();
    try (Dashboard screen = Dashboard.open(log, color.isColored(System.getenv()))) {
      ConsoleLogging.into(log::add);
      ChatServer server = start();
      StopOnSignal.register(server, screen::close);
      announce(server.addresses());
      screen.show(server, title(server.addresses()));
    }
    return 0;
  }

  private String title(List<InetSocketAddress> addresses) {
    return IntStream.range(0, addresses.size())
        .mapToObj(i -> places.get(i).place().withPort(addresses.get(i).getPort()).toString())
        .distinct()
        .collect(Collectors.joining(" "));
  }

  private ChatServer start() {
    ChatServer.Builder builder = ChatServer.builder().limits(limits.limits());
    Map<String, Transport> transports = new HashMap<>();
    for (ListenSpec spec : places) {
      String kind = spec.carriage() + (Carriage.isDatagrams(spec.dialect()) ? " udp" : " tcp");
      Transport transport =
          transports.computeIfAbsent(
              kind, any -> tls.over(spec.carriage().transportFor(spec.dialect())));
      builder.listen(
          transport,
          new InetSocketAddress(spec.place().host(), spec.place().port()),
          spec.dialect());
    }
    if (!quiet) {
      builder.listener(new RoomLog(ConsoleLogging.room()));
    }
    if (users != null) {
      builder.authenticator(authenticator(users));
    }
    return builder.start();
  }

  private static FileAuthenticator authenticator(Path users) {
    try {
      return new FileAuthenticator(new UserFile(users));
    } catch (NoSuchFileException none) {
      throw new ChatException("no such file: " + users + " (chat user add makes one)", none);
    } catch (IOException failure) {
      throw new ChatException("cannot read " + users + ": " + failure.getMessage(), failure);
    }
  }

  private void announce(List<InetSocketAddress> addresses) {
    for (int i = 0; i < places.size(); i++) {
      ListenSpec spec = places.get(i);
      Place real = spec.place().withPort(addresses.get(i).getPort());
      System.out.println(
          "listening on %s (%s%s, %s)"
              .formatted(real, tls.prefix(), spec.carriage(), spec.dialect().name()));
    }
  }
}
