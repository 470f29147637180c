package dev.parlance.chat.examples.console;

import dev.parlance.chat.Connection;
import dev.parlance.chat.Metrics;
import java.util.List;

/**
 * What a dashboard knows of a server at one moment.
 *
 * @param title where the server listens
 * @param looks at its numbers, about a second apart, the oldest first; one at least
 * @param connections those there are now, the oldest first
 * @param log the last lines of the log, the oldest first
 */
record Moment(String title, List<Metrics> looks, List<Connection> connections, List<String> log) {

  Moment {
    looks = List.copyOf(looks);
    connections = List.copyOf(connections);
    log = List.copyOf(log);
  }

  Metrics now() {
    return looks.get(looks.size() - 1);
  }

  /** The look before; the same one if there is none. */
  Metrics before() {
    return looks.get(Math.max(0, looks.size() - 2));
  }
}
