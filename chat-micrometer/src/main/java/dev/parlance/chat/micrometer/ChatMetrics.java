package dev.parlance.chat.micrometer;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Metrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * Binds what a {@link ChatServer} counts to a Micrometer registry.
 *
 * <pre>{@code
 * new ChatMetrics(server).bindTo(registry);
 * }</pre>
 *
 * <p>The meters, with the names that Prometheus makes of them in brackets:
 *
 * <table>
 *   <caption>What is measured</caption>
 *   <tr><th>name</th><th>tags</th><th>what</th></tr>
 *   <tr><td>{@code chat.members}</td><td>{@code transport}, {@code dialect}</td>
 *       <td>who is in the room</td></tr>
 *   <tr><td>{@code chat.connections}</td><td></td><td>open connections</td></tr>
 *   <tr><td>{@code chat.connections.accepted} [{@code …_total}, as all that count]</td><td></td>
 *       <td>connections accepted</td></tr>
 *   <tr><td>{@code chat.connections.closed}</td><td>{@code reason}</td>
 *       <td>connections ended, by {@link CloseReason} in lower case</td></tr>
 *   <tr><td>{@code chat.accept.pauses}</td><td></td>
 *       <td>how often a transport could accept nothing</td></tr>
 *   <tr><td>{@code chat.joins.refused}</td><td>{@code cause}: name, login</td>
 *       <td>attempts to join that were refused</td></tr>
 *   <tr><td>{@code chat.messages}</td><td>{@code kind}: said, join, leave, notice</td>
 *       <td>what got a number in the room's sequence</td></tr>
 *   <tr><td>{@code chat.deliveries}</td><td></td>
 *       <td>how many times one of these became owed to a member</td></tr>
 *   <tr><td>{@code chat.messages.lost}</td>
 *       <td>{@code cause}: refused, oversized, dropped, missed</td>
 *       <td>announcements refused, lines too long, datagrams dropped, calls that the listener was
 *       too slow for</td></tr>
 *   <tr><td>{@code chat.received}, {@code chat.written}, {@code chat.discarded}
 *       [{@code …_bytes_total}]</td><td></td><td>bytes</td></tr>
 *   <tr><td>{@code chat.pending}, {@code chat.pending.max}, {@code chat.window},
 *       {@code chat.memory} [{@code …_bytes}]</td><td></td><td>bytes owed to all, and to who is
 *       owed most; how many may be owed to one; the memory that holds them</td></tr>
 *   <tr><td>{@code chat.listener.backlog}</td><td></td>
 *       <td>calls that wait for the application's listener</td></tr>
 *   <tr><td>{@code chat.overloaded}</td><td></td><td>1 while the room is behind, else 0</td></tr>
 *   <tr><td>{@code chat.overload} [{@code …_seconds_count}, {@code …_seconds_sum}]</td><td></td>
 *       <td>how often and how long it was</td></tr>
 * </table>
 *
 * <p>{@link Metrics} tells exactly what each number means. All meters that a registry reads at
 * about the same time come from one look at the server, which is taken anew after {@value
 * #FRESH_MILLIS} ms by the registry's clock.
 *
 * <p>As with Micrometer's own binders, the registry holds the server by a weak reference: keep one
 * of your own, as you do anyway to close it. When the server has been collected, gauges are NaN and
 * counters stay where they were. One that was closed goes on telling its last numbers; nobody is in
 * the room then.
 */
public final class ChatMetrics implements MeterBinder {

  /** For how long one look at the server serves, in milliseconds. */
  public static final int FRESH_MILLIS = 100;

  private static final String BYTES = BaseUnits.BYTES;

  private final ChatServer server;
  private final Tags tags;

  /** Binds {@code server}, which gets no tags: for an application with one. */
  public ChatMetrics(ChatServer server) {
    this(server, Tags.empty());
  }

  /**
   * Binds {@code server}.
   *
   * @param tags for all its meters, so that several servers can be told apart
   */
  public ChatMetrics(ChatServer server, Iterable<Tag> tags) {
    this.server = Objects.requireNonNull(server, "server");
    this.tags = Tags.of(tags);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Meters meters = new Meters(registry, server, tags);
    bindConnections(meters);
    bindMessages(meters);
    bindBytes(meters);
    bindLoad(meters);
  }

  private void bindConnections(Meters meters) {
    server.metrics().connections().places().stream()
        .map(place -> Tags.of("transport", place.transport(), "dialect", place.dialect()))
        .distinct()
        .forEach(
            place ->
                meters
                    .with(place)
                    .gauge("chat.members", null, "Members", metrics -> members(place, metrics)));
    meters.gauge("chat.connections", null, "Open connections", m -> m.connections().open());
    meters.counter(
        "chat.connections.accepted", null, "Connections", m -> m.connections().accepted());
    for (CloseReason reason : CloseReason.values()) {
      meters
          .with(Tags.of("reason", reason.name().toLowerCase(Locale.ROOT)))
          .counter(
              "chat.connections.closed",
              null,
              "Connections that ended",
              m -> m.connections().closed(reason));
    }
    meters.counter(
        "chat.accept.pauses",
        null,
        "How often a transport could accept nothing",
        m -> m.connections().pauses());
    joinRefused(meters, "name", m -> m.connections().refusedNames());
    joinRefused(meters, "login", m -> m.connections().refusedLogins());
  }

  private static void joinRefused(Meters meters, String by, ToDoubleFunction<Metrics> count) {
    meters
        .with(Tags.of("cause", by))
        .counter("chat.joins.refused", null, "Attempts to join that were refused", count);
  }

  /** Several places may have transport and dialect in common. */
  private static double members(Tags place, Metrics metrics) {
    return metrics.connections().places().stream()
        .filter(p -> Tags.of("transport", p.transport(), "dialect", p.dialect()).equals(place))
        .mapToInt(Metrics.Place::members)
        .sum();
  }

  private static void bindMessages(Meters meters) {
    message(meters, "said", m -> m.messages().said());
    message(meters, "join", m -> m.messages().joins());
    message(meters, "leave", m -> m.messages().leaves());
    message(meters, "notice", m -> m.messages().notices());
    meters.counter(
        "chat.deliveries",
        null,
        "How many times a message became owed to a member",
        m -> m.messages().deliveries());
    lost(meters, "refused", m -> m.messages().refused());
    lost(meters, "oversized", m -> m.messages().oversized());
    lost(meters, "dropped", m -> m.messages().dropped());
    lost(meters, "missed", m -> m.messages().missed());
  }

  private static void message(Meters meters, String kind, ToDoubleFunction<Metrics> count) {
    meters
        .with(Tags.of("kind", kind))
        .counter("chat.messages", null, "What got a number in the room's sequence", count);
  }

  private static void lost(Meters meters, String cause, ToDoubleFunction<Metrics> count) {
    meters
        .with(Tags.of("cause", cause))
        .counter("chat.messages.lost", null, "What was refused or dropped", count);
  }

  private static void bindBytes(Meters meters) {
    meters.counter("chat.received", BYTES, "Read from connections", m -> m.bytes().received());
    meters.counter("chat.written", BYTES, "Written to connections", m -> m.bytes().written());
    meters.counter(
        "chat.discarded",
        BYTES,
        "Still owed to connections when they were gone",
        m -> m.bytes().discarded());
  }

  private static void bindLoad(Meters meters) {
    meters.gauge("chat.pending", BYTES, "Owed to all connections", m -> m.load().pending());
    meters.gauge("chat.pending.max", BYTES, "Owed to who is owed most", m -> m.load().furthest());
    meters.gauge("chat.window", BYTES, "May be owed to one", m -> m.load().window());
    meters.gauge("chat.memory", BYTES, "Memory of the room", m -> m.load().memory());
    meters.gauge(
        "chat.listener.backlog",
        null,
        "Calls that wait for the listener",
        m -> m.load().listener());
    meters.gauge(
        "chat.overloaded", null, "Whether the room is behind", m -> m.load().overloaded() ? 1 : 0);
    meters.timer(
        "chat.overload",
        "How often and how long the room was behind",
        m -> m.load().overloads(),
        m -> m.load().overloadedFor());
  }
}
