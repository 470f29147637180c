package dev.parlance.chat.engine;

import java.util.Arrays;
import java.util.Collection;

/**
 * How far the room as a whole has come, for one tape: as far as the last of those who keep up. Left
 * out are those who are slow ({@link Pace}), and those who are far behind and do not get on as the
 * others do ({@link Straggler}).
 *
 * <p>When nobody is known to keep up, but some take a little, the whole room is slow, and it goes
 * at the pace of the last of these; unless there are others who would be faster, and have taken
 * everything there is: see {@link Probe}.
 *
 * <p>Not safe for use by several threads: the keeper has it.
 */
final class Convoy {

  /** Members whose places are compared, at most; of more, every n-th. */
  private static final int SAMPLE = 1000;

  private final Collection<Session> sessions;
  private final long[] places = new long[2 * SAMPLE];

  Convoy(Collection<Session> sessions) {
    this.sessions = sessions;
  }

  /** Returns the place that talkers may be half a window ahead of. */
  long pace(Tape tape, long now) {
    int count = gather(tape);
    if (count == 0) {
      return crawl(tape, now);
    }
    Arrays.sort(places, 0, count);
    return last(tape, places[(count - 1) / 2], now);
  }

  private static boolean counts(Session session, Tape tape) {
    return isOf(tape, session) && session.pace().counts();
  }

  private static boolean isOf(Tape tape, Session session) {
    return session.tape() == tape && session.isMember();
  }

  /** Notes where those are who count; returns how many were noted. */
  private int gather(Tape tape) {
    int stride = sessions.size() / SAMPLE + 1;
    int count = 0;
    int index = 0;
    for (Session session : sessions) {
      if (counts(session, tape) && index++ % stride == 0 && count < places.length) {
        places[count++] = session.cursor().position();
      }
    }
    return count;
  }

  private long last(Tape tape, long half, long now) {
    int distance = tape.window() / 4;
    boolean quiet = tape.head() - half <= tape.window() / 32;
    long lull = tape.lull().nanos(quiet, now);
    long last = Long.MAX_VALUE;
    for (Session session : sessions) {
      if (counts(session, tape)) {
        long place = session.cursor().position();
        if (session.pace().isAwaited(place, half, distance, now, lull)) {
          last = Math.min(last, place);
        }
      }
    }
    return Math.min(last, half); // whoever was at half may have ended meanwhile
  }

  private long crawl(Tape tape, long now) {
    long last = Long.MAX_VALUE;
    for (Session session : sessions) {
      if (isOf(tape, session) && session.pace().crawls()) {
        last = Math.min(last, session.cursor().position());
      }
    }
    if (last == Long.MAX_VALUE) {
      return tape.head();
    }
    return Math.max(last, tape.probe().until(tape.head(), now) - tape.window() / 2);
  }
}
