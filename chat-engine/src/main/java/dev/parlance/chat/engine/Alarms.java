package dev.parlance.chat.engine;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Sessions that are to go on at some time. Times are of the server's ticker, in nanoseconds. */
final class Alarms {

  private record Alarm(Session session, long due) {}

  private final PriorityQueue<Alarm> alarms =
      new PriorityQueue<>(Comparator.comparingLong(Alarm::due));

  synchronized void add(Session session, long due) {
    alarms.add(new Alarm(session, due));
  }

  /** Has those go on whose time has come. */
  void ring(long now) {
    for (Session session = poll(now); session != null; session = poll(now)) {
      session.goOn();
    }
  }

  private synchronized @Nullable Session poll(long now) {
    Alarm first = alarms.peek();
    if (first == null || first.due() - now > 0) {
      return null;
    }
    alarms.remove();
    return first.session();
  }

  /** How long it is to the next. */
  synchronized long left(long now) {
    Alarm first = alarms.peek();
    return first == null ? Long.MAX_VALUE : first.due() - now;
  }
}
