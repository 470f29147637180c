package dev.parlance.chat.engine;

import dev.parlance.chat.engine.Arrivals.Arrival;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What those had taken and sent who are gone. Each is counted here from the very moment on in which
 * it is no longer among the sessions: both happen under the monitor.
 */
final class Departed {

  /**
   * The sums at one moment.
   *
   * @param count how many are gone
   * @param received bytes read from them
   * @param written bytes written to them
   * @param discarded bytes they were owed beyond that
   */
  record Sums(long count, long received, long written, long discarded) {}

  private final Map<Session, Arrival> sessions;
  private long count;
  private long received;
  private long written;
  private long discarded;

  /**
   * @param sessions those that are there, from which this takes who leaves
   */
  Departed(Map<Session, Arrival> sessions) {
    this.sessions = sessions;
  }

  /**
   * Takes a session away that was owed so many bytes in all; returns how it had come, or null if it
   * was not there.
   */
  synchronized @Nullable Arrival leave(Session session, long owed) {
    Arrival arrival = sessions.remove(session);
    if (arrival != null) {
      long taken = session.cursor().taken();
      count++;
      received += session.bytesRead();
      written += taken;
      discarded += owed - taken;
    }
    return arrival;
  }

  synchronized Sums sums() {
    return new Sums(count, received, written, discarded);
  }
}
