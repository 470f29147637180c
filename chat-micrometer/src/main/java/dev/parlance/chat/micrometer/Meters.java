package dev.parlance.chat.micrometer;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.Metrics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Registers meters that read a server's numbers. Each refers to the server as what it measures, and
 * so weakly, and to nothing else that refers to it.
 */
final class Meters {

  private final MeterRegistry registry;
  private final ChatServer server;
  private final Tags tags;
  private final Look look;

  Meters(MeterRegistry registry, ChatServer server, Tags tags) {
    this(registry, server, tags, new Look(registry.config().clock()));
  }

  private Meters(MeterRegistry registry, ChatServer server, Tags tags, Look look) {
    this.registry = registry;
    this.server = server;
    this.tags = tags;
    this.look = look;
  }

  /** The same, with more tags. */
  Meters with(Tags more) {
    return new Meters(registry, server, tags.and(more), look);
  }

  void gauge(
      String name, @Nullable String unit, String description, ToDoubleFunction<Metrics> value) {
    Look shared = look;
    Gauge.builder(name, server, measured -> value.applyAsDouble(shared.at(measured)))
        .tags(tags)
        .baseUnit(unit)
        .description(description)
        .register(registry);
  }

  void counter(
      String name, @Nullable String unit, String description, ToDoubleFunction<Metrics> count) {
    Look shared = look;
    FunctionCounter.builder(name, server, measured -> count.applyAsDouble(shared.at(measured)))
        .tags(tags)
        .baseUnit(unit)
        .description(description)
        .register(registry);
  }

  void timer(
      String name,
      String description,
      ToLongFunction<Metrics> count,
      Function<Metrics, Duration> total) {
    Look shared = look;
    FunctionTimer.builder(
            name,
            server,
            measured -> count.applyAsLong(shared.at(measured)),
            measured -> total.apply(shared.at(measured)).toNanos(),
            TimeUnit.NANOSECONDS)
        .tags(tags)
        .description(description)
        .register(registry);
  }
}
