package dev.parlance.chat.examples.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.Authenticator;
import dev.parlance.chat.ChatClient;
import dev.parlance.chat.ChatException;
import dev.parlance.chat.ChatServer;
import dev.parlance.chat.Limits;
import dev.parlance.chat.Listener;
import dev.parlance.chat.Message;
import dev.parlance.chat.dialect.AddressDialect;
import dev.parlance.chat.dialect.CountedDialect;
import dev.parlance.chat.dialect.DatagramDialect;
import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.dialect.Framing;
import dev.parlance.chat.dialect.LineDialect;
import dev.parlance.chat.dialect.NickDialect;
import dev.parlance.chat.dialect.TildeDialect;
import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.testkit.MemoryTransport;
import dev.parlance.chat.transport.nio.NioTransport;
import dev.parlance.chat.transport.socket.SocketTransport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class LoadTest {

  private static final InetSocketAddress ANYWHERE = new InetSocketAddress("localhost", 7777);

  static List<Dialect> dialects() {
    return List.of(
        new LineDialect(),
        new TildeDialect(),
        new CountedDialect(),
        new DatagramDialect(),
        new AddressDialect(),
        new NickDialect());
  }

  static Transport memory(Dialect dialect) {
    return dialect.framing() == Framing.DATAGRAMS
        ? MemoryTransport.datagrams()
        : MemoryTransport.create();
  }

  static LoadPlan plan(Transport transport, Dialect dialect) {
    return plan(transport, dialect, ANYWHERE);
  }

  /** 150 messages in 0.3 s, of which the first 50 are not timed. */
  private static LoadPlan plan(Transport transport, Dialect dialect, InetSocketAddress server) {
    return new LoadPlan(
        transport,
        dialect,
        server,
        4,
        2,
        500,
        Duration.ofMillis(100),
        Duration.ofMillis(200),
        LoadPlan.SMALLEST,
        "load");
  }

  private static Outcome load(LoadPlan plan) {
    try (LoadRun run = new LoadRun(plan, Progress.NONE)) {
      return run.run();
    }
  }

  private static void assertComplete(Outcome outcome, Dialect dialect) {
    assertTrue(outcome.complete(), outcome.toString());
    assertEquals(150, outcome.said());
    // Each of the 150 to 4 members, or to the 3 others.
    assertEquals(dialect.echoes() ? 600 : 450, outcome.owed());
    assertEquals(outcome.owed(), outcome.delivered());
    assertEquals(Flaws.NONE, outcome.flaws());
    assertEquals(dialect.echoes() ? 400 : 300, outcome.latency().count());
    assertTrue(outcome.latency().p50() <= outcome.latency().max());
    assertTrue(outcome.seconds() >= 0.298, "messages are not said before they are due");
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void everyDialectIsComplete(Dialect dialect) {
    Transport memory = memory(dialect);
    try (ChatServer server = ChatServer.builder().listen(memory, 0, dialect).start()) {
      assertComplete(load(plan(memory, dialect, server.addresses().get(0))), dialect);
    }
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void everyDialectIsCompleteOverTheNetwork(Dialect dialect) {
    boolean datagrams = dialect.framing() == Framing.DATAGRAMS;
    Transport there = datagrams ? SocketTransport.udp() : SocketTransport.tcp();
    Transport here = datagrams ? NioTransport.udp() : NioTransport.tcp();
    try (ChatServer server = ChatServer.builder().listen(there, 0, dialect).start()) {
      Outcome outcome = load(plan(here, dialect, server.addresses().get(0)));
      assertTrue(outcome.complete(), outcome.toString());
    }
  }

  /** Who is connected is not yet a member, and in this dialect the server does not say so. */
  @Test
  void whoIsLetInLateAndWithoutAWordIsWaitedFor() {
    Transport memory = MemoryTransport.create();
    AddressDialect dialect = new AddressDialect();
    AtomicInteger attempts = new AtomicInteger();
    Executor late = CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);
    Authenticator lastIsLate =
        attempt ->
            attempts.incrementAndGet() < 4
                ? CompletableFuture.completedFuture(Authenticator.Verdict.accepted())
                : CompletableFuture.supplyAsync(Authenticator.Verdict::accepted, late);
    try (ChatServer server =
        ChatServer.builder().listen(memory, 0, dialect).authenticator(lastIsLate).start()) {
      assertComplete(load(plan(memory, dialect, server.addresses().get(0))), dialect);
    }
  }

  @Test
  void whatOthersSayInTheRoomDoesNotDisturb() {
    Transport memory = MemoryTransport.create();
    LineDialect line = new LineDialect();
    CompletableFuture<ChatClient> parrot = new CompletableFuture<>();
    Listener repeating =
        new Listener() {
          @Override
          public void said(Message.Said said) {
            parrot.join().send(said.user() + " said something");
          }
        };
    try (ChatServer server = ChatServer.builder().listen(memory, 7777).start();
        ChatClient client =
            ChatClient.builder().transport(memory).connect(ANYWHERE, "parrot", repeating)) {
      parrot.complete(client);
      assertComplete(load(plan(memory, line)), line);
      assertTrue(server.broadcast("well done"));
    }
  }

  @Test
  void aMemberThatIsRemovedMakesItIncomplete() {
    Transport memory = MemoryTransport.create();
    CompletableFuture<ChatServer> started = new CompletableFuture<>();
    Listener removing =
        new Listener() {
          @Override
          public void said(Message.Said said) {
            if (said.text().startsWith("load-1:30:")) {
              started.join().kick("load-3", "no reason");
            }
          }
        };
    try (ChatServer server = ChatServer.builder().listen(memory, 7777).listener(removing).start()) {
      started.complete(server);
      Outcome outcome = load(plan(memory, new LineDialect()));
      assertFalse(outcome.complete());
      assertEquals(Map.of("PEER_CLOSED", 1), outcome.ended());
      assertTrue(outcome.flaws().missing() > 0);
      assertEquals(outcome.owed(), outcome.delivered() + outcome.flaws().missing());
      assertEquals(0, outcome.flaws().duplicate() + outcome.flaws().outOfOrder());
    }
  }

  @Test
  void aServerThatRefusesIsQuoted() {
    Transport memory = MemoryTransport.create();
    LoadPlan plan = plan(memory, new LineDialect());
    Limits few = Limits.defaults().withMembers(2);
    try (ChatServer server = ChatServer.builder().listen(memory, 7777).limits(few).start()) {
      ChatException refused = assertThrows(ChatException.class, () -> load(plan));
      assertEquals(
          "member 3 of 4 cannot join: localhost:7777 ended the connection before it accepted the"
              + " name: server is full",
          refused.getMessage());
      assertTrue(server.closes().values().stream().mapToLong(Long::longValue).sum() >= 1);
    }
  }
}
