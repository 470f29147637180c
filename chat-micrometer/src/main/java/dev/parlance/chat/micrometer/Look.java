package dev.parlance.chat.micrometer;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.Metrics;
import io.micrometer.core.instrument.Clock;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The last look at a server, for all meters that are read at about the same time: each would go
 * over all connections else. Does not refer to the server.
 */
final class Look {

  private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(ChatMetrics.FRESH_MILLIS);

  private final Clock clock;
  private @Nullable Metrics last;
  private long takenAt;

  Look(Clock clock) {
    this.clock = clock;
  }

  synchronized Metrics at(ChatServer server) {
    long now = clock.monotonicTime();
    Metrics found = last;
    if (found == null || now - takenAt >= FRESH_NANOS) {
      found = server.metrics();
      last = found;
      takenAt = now;
    }
    return found;
  }
}
