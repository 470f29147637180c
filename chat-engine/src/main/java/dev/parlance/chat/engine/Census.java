package dev.parlance.chat.engine;

import dev.parlance.chat.Connection;
import dev.parlance.chat.Metrics;
import dev.parlance.chat.engine.Departed.Sums;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Goes over a server's sessions and adds up what they have sent, taken and are owed. Each counts
 * for itself in plain fields that it has anyway; nobody is held up by being looked at.
 *
 * <p>Who leaves during the look may be missed: found neither among the sessions nor among those who
 * were gone before. Then it is looked again, and if people keep leaving, the last sums are taken,
 * never less than at the look before: no count goes back, and none is too high.
 */
final class Census {

  /** Looks, if people leave during each: often enough that a miss is rare, and yet soon over. */
  private static final int TRIES = 3;

  /**
   * What was found.
   *
   * @param bytes counts
   * @param pending owed now, and not written
   * @param furthest the most that any is owed
   * @param members how many members came in by which entrance
   */
  record Sum(Metrics.Bytes bytes, long pending, long furthest, List<Integer> members) {}

  private final Set<Session> sessions;
  private final Departed departed;
  private final int entrances;
  private Metrics.Bytes last = new Metrics.Bytes(0, 0, 0);

  Census(Set<Session> sessions, Departed departed, int entrances) {
    this.sessions = sessions;
    this.departed = departed;
    this.entrances = entrances;
  }

  /** Looks at all; one caller at a time. */
  synchronized Sum sum() {
    Sums gone = departed.sums();
    Sum sum = sum(gone);
    for (int tries = 1; tries < TRIES && departed.sums().count() != gone.count(); tries++) {
      gone = departed.sums();
      sum = sum(gone);
    }
    last = sum.bytes();
    return sum;
  }

  private Sum sum(Sums gone) {
    long received = gone.received();
    long written = gone.written();
    long pending = 0;
    long furthest = 0;
    int[] members = new int[entrances];
    for (Session session : sessions) {
      received += session.bytesRead();
      written += session.cursor().taken();
      long behind = session.cursor().behind();
      pending += behind;
      furthest = Math.max(furthest, behind);
      members[session.entrance().number()] += session.isMember() ? 1 : 0;
    }
    return new Sum(
        new Metrics.Bytes(
            Math.max(last.received(), received),
            Math.max(last.written(), written),
            gone.discarded()),
        pending,
        furthest,
        Arrays.stream(members).boxed().toList());
  }

  /** All there are, the oldest first. */
  List<Connection> list(long now) {
    List<Connection> all = new ArrayList<>();
    for (Session session : sessions) {
      all.add(connection(session, now));
    }
    all.sort(Comparator.comparing(Connection::age).reversed());
    return all;
  }

  private static Connection connection(Session session, long now) {
    return new Connection(
        session.self(),
        session.isMember(),
        session.entrance().transport(),
        session.tape().dialect().name(),
        Duration.ofNanos(Math.max(0, now - session.acceptedAt())),
        session.bytesRead(),
        session.cursor().taken(),
        session.cursor().behind(),
        session.reason());
  }
}
