package dev.parlance.chat.micrometer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.ChatClient;
import dev.parlance.chat.ChatServer;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Listener;
import dev.parlance.chat.dialect.CountedDialect;
import dev.parlance.chat.testkit.MemoryTransport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ChatMetricsTest {

  private final MemoryTransport transport = MemoryTransport.create();
  private final MockClock clock = new MockClock();
  private final MeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
  private final ChatServer server = start(transport);

  private static ChatServer start(MemoryTransport transport) {
    return ChatServer.builder()
        .listen(transport, 0)
        .listen(transport, 0, new CountedDialect())
        .listen(transport, 0)
        .start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ChatClient join(int place, String name) {
    return ChatClient.builder()
        .transport(transport)
        .connect(server.addresses().get(place), name, new Listener() {});
  }

  private static void await(BooleanSupplier fact) {
    while (!fact.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  private void pass() {
    clock.add(Duration.ofMillis(ChatMetrics.FRESH_MILLIS));
  }

  private double members(String dialect) {
    return registry.get("chat.members").tag("dialect", dialect).gauge().value();
  }

  private double counted(String name, String... tags) {
    return registry.get(name).tags(tags).functionCounter().count();
  }

  @Test
  void everyNumberOfTheServerIsAMeter() {
    new ChatMetrics(server).bindTo(registry);
    ChatClient alice = join(0, "alice");
    join(2, "bob");
    alice.send("hello");
    assertTrue(server.broadcast("noon"));
    alice.close();
    await(() -> server.closes(CloseReason.CLIENT_QUIT) == 1);
    pass();
    assertEquals(1, members("line"), "of two places together");
    assertEquals(0, members("counted"));
    assertEquals(1, registry.get("chat.connections").gauge().value());
    assertEquals(2, counted("chat.connections.accepted"));
    assertEquals(1, counted("chat.connections.closed", "reason", "client_quit"));
    assertEquals(0, counted("chat.connections.closed", "reason", "slow_consumer"));
    assertEquals(1, counted("chat.messages", "kind", "said"));
    assertEquals(2, counted("chat.messages", "kind", "join"));
    assertEquals(1, counted("chat.messages", "kind", "leave"));
    assertEquals(1, counted("chat.messages", "kind", "notice"));
    assertEquals(5, counted("chat.deliveries"));
    assertEquals(0, counted("chat.messages.lost", "cause", "refused"));
    assertEquals((double) server.metrics().bytes().received(), counted("chat.received"));
    assertTrue(counted("chat.written") > 0);
    assertEquals(16 << 20, registry.get("chat.window").gauge().value());
    assertEquals(0, registry.get("chat.overloaded").gauge().value());
    assertEquals(0, registry.get("chat.overload").functionTimer().count());
  }

  @Test
  void whatIsReadAtTheSameTimeIsOneLook() {
    new ChatMetrics(server).bindTo(registry);
    assertEquals(0, counted("chat.messages", "kind", "notice"));
    server.broadcast("noon");
    assertEquals(0, counted("chat.messages", "kind", "notice"));
    pass();
    assertEquals(1, counted("chat.messages", "kind", "notice"));
  }

  @Test
  void tagsTellServersApart() {
    try (ChatServer other = start(MemoryTransport.create())) {
      new ChatMetrics(server, Tags.of("room", "lobby")).bindTo(registry);
      new ChatMetrics(other, Tags.of("room", "arena")).bindTo(registry);
      other.broadcast("noon");
      pass();
      assertEquals(0, counted("chat.messages", "room", "lobby", "kind", "notice"));
      assertEquals(1, counted("chat.messages", "room", "arena", "kind", "notice"));
    }
  }

  @Test
  void prometheusShowsWhatItsUsersExpect() {
    PrometheusMeterRegistry prometheus =
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), clock);
    new ChatMetrics(server).bindTo(prometheus);
    join(0, "alice");
    pass();
    String page =
        prometheus
            .scrape()
            .lines()
            .filter(line -> !line.startsWith("#"))
            .filter(line -> !line.contains("connections_closed"))
            .map(line -> line.replaceFirst("(bytes(_total)?|memory_bytes) [1-9].*", "$1 N"))
            .sorted()
            .collect(Collectors.joining("\n"));
    assertEquals(
        """
        chat_accept_pauses_total 0.0
        chat_connections 1.0
        chat_connections_accepted_total 1.0
        chat_deliveries_total 0.0
        chat_discarded_bytes_total 0.0
        chat_joins_refused_total{cause="login"} 0.0
        chat_joins_refused_total{cause="name"} 0.0
        chat_listener_backlog 0.0
        chat_members{dialect="counted",transport="memory"} 0.0
        chat_members{dialect="line",transport="memory"} 1.0
        chat_memory_bytes N
        chat_messages_lost_total{cause="dropped"} 0.0
        chat_messages_lost_total{cause="missed"} 0.0
        chat_messages_lost_total{cause="oversized"} 0.0
        chat_messages_lost_total{cause="refused"} 0.0
        chat_messages_total{kind="join"} 1.0
        chat_messages_total{kind="leave"} 0.0
        chat_messages_total{kind="notice"} 0.0
        chat_messages_total{kind="said"} 0.0
        chat_overload_seconds_count 0
        chat_overload_seconds_sum 0.0
        chat_overloaded 0.0
        chat_pending_bytes 0.0
        chat_pending_max_bytes 0.0
        chat_received_bytes_total N
        chat_window_bytes N
        chat_written_bytes_total N""",
        page);
    assertEquals(
        CloseReason.values().length,
        prometheus
            .scrape()
            .lines()
            .filter(line -> line.startsWith("chat_connections_closed_total{"))
            .count());
  }

  @Test
  void aRegistryDoesNotKeepAServerAlive() {
    WeakReference<ChatServer> forgotten = boundAndClosed();
    await(
        () -> {
          System.gc();
          return forgotten.get() == null;
        });
    pass();
    assertTrue(Double.isNaN(registry.get("chat.connections").gauge().value()));
    assertEquals(1, counted("chat.messages", "kind", "notice"));
  }

  /** Leaves nothing behind on the caller's stack. */
  private WeakReference<ChatServer> boundAndClosed() {
    ChatServer other = start(MemoryTransport.create());
    new ChatMetrics(other).bindTo(registry);
    other.broadcast("noon");
    assertEquals(1, counted("chat.messages", "kind", "notice"));
    other.close();
    return new WeakReference<>(other);
  }
}
