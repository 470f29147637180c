package dev.parlance.chat.engine;

import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Limits;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after a server's sessions on a thread of its own: ends those whose time is up, cuts those
 * that fell behind or stall, and decides when talkers have to wait for the room.
 *
 * <p>Sessions are looked at every {@value #TICK_MILLIS} ms while there are any; so every time limit
 * is kept to that precision. When a tape fills, they are looked at sooner.
 */
final class Keeper {

  private static final int TICK_MILLIS = 100;

  private static final long TICK_NANOS = TICK_MILLIS * 1_000_000L;

  /** How soon after being nudged it looks again: rarely enough to cost little in a full room. */
  private static final long NUDGE_NANOS = 5_000_000;

  /** So that a flood of alarms does not keep it from sleeping altogether. */
  private static final long LEAST_PARK_NANOS = 100_000;

  /**
   * How long an ended connection may take to end its own side that has read all, as far as is
   * known, and does not talk; then it is closed in good order. Others have longer, as a peer that
   * speaks after the close is reset by the operating system, and loses what it has not read.
   */
  private static final long LINGER_NANOS = Duration.ofSeconds(1).toNanos();

  /** How long a peer is silent before an unfinished frame may be taken as it is. */
  private static final long QUIET_NANOS = 2 * TICK_NANOS;

  /** A look that comes so late finds a process that was stopped, or a machine that was asleep. */
  private static final long PAUSE_NANOS = Duration.ofSeconds(2).toNanos();

  /** How long after a pause peers have to be heard before their time is up. */
  private static final long GRACE_NANOS = 3 * TICK_NANOS;

  private static final Logger log = LoggerFactory.getLogger(Keeper.class);

  private final Room room;
  private final Limits limits;
  private final Set<Session> sessions;
  private final LongSupplier ticker;
  private final Runnable wakeAll;
  private final Incidents incidents;
  private final Thread thread;
  private final Alarms alarms = new Alarms();
  private final Convoy convoy;

  private long lastLook;

  /** Whether a pause has just ended, and when. */
  private boolean resumed;

  private long resumedAt;

  /** The time that passed, pauses of the whole process all but left out: by it, members stall. */
  private long observed;

  /** When the present look began, by {@link System#nanoTime}. */
  private long clock;

  private volatile boolean nudged;
  private volatile boolean ended;

  Keeper(
      Room room,
      Set<Session> sessions,
      LongSupplier ticker,
      Runnable wakeAll,
      Incidents incidents,
      String name) {
    this.room = room;
    this.limits = room.limits();
    this.sessions = sessions;
    this.convoy = new Convoy(sessions);
    this.ticker = ticker;
    this.wakeAll = wakeAll;
    this.incidents = incidents;
    this.lastLook = ticker.getAsLong();
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Has a session go on at {@code due}, by the ticker. */
  void wakeAt(Session session, long due) {
    alarms.add(session, due);
    LockSupport.unpark(thread);
  }

  /** Asks for a look soon. Costs next to nothing when already asked. */
  void nudge() {
    if (!nudged) {
      nudged = true;
      LockSupport.unpark(thread);
    }
  }

  void end() {
    ended = true;
    LockSupport.unpark(thread);
    if (Thread.currentThread() != thread) {
      Waiting.join(thread, Duration.ofSeconds(1));
    }
  }

  private void run() {
    while (!ended) {
      try {
        look();
      } catch (RuntimeException | Error failure) {
        complain("the look after the sessions failed; the next follows as usual", failure);
      }
      try {
        pause();
      } catch (RuntimeException | Error failure) {
        complain("a session could not go on when its time had come", failure);
      }
    }
    incidents.relieved();
  }

  private static void complain(String what, Throwable failure) {
    Quietly.log(() -> log.error(what, Loggable.of(failure)));
  }

  private void pause() {
    long start = System.nanoTime();
    boolean soon = nudged;
    nudged = false;
    long most = soon ? NUDGE_NANOS : sessions.isEmpty() ? Long.MAX_VALUE : TICK_NANOS;
    // A nudge while it is about to look again anyway does not make it look sooner.
    while (!ended && (soon || !nudged)) {
      alarms.ring(ticker.getAsLong());
      long left = most - (System.nanoTime() - start);
      if (left <= 0) {
        return;
      }
      LockSupport.parkNanos(this, Math.min(left, untilAlarm()));
      boolean unused = Thread.interrupted(); // nobody means anything by it, and park would spin
    }
  }

  /** No longer than a tick, as nobody says so when a ticker moves on by itself. */
  private long untilAlarm() {
    long left = alarms.left(ticker.getAsLong());
    return left == Long.MAX_VALUE ? left : Math.min(TICK_NANOS, Math.max(LEAST_PARK_NANOS, left));
  }

  private void look() {
    long now = ticker.getAsLong();
    clock = System.nanoTime();
    long since = now - lastLook;
    lastLook = now;
    // After a pause of the whole process, peers first get the time to be heard and to read.
    if (since > PAUSE_NANOS) {
      resumedAt = System.nanoTime();
      resumed = true;
    }
    resumed &= System.nanoTime() - resumedAt < GRACE_NANOS;
    observed += Math.min(since, PAUSE_NANOS);
    for (Session session : sessions) {
      try {
        lookAt(session, now);
      } catch (RuntimeException | Error failure) {
        complain("a session failed and is cut", failure);
        session.cut(CloseReason.INTERNAL_ERROR);
      }
    }
    boolean wasOverloaded = room.isOverloaded();
    if (wasOverloaded) {
      incidents.overloaded(room.online());
    }
    for (Tape tape : room.tapes()) {
      if (tape.nearlyFull()) {
        tape.openGate(convoy.pace(tape, observed));
      }
    }
    if (wasOverloaded && !room.stillOverloaded()) {
      incidents.relieved();
      wakeAll.run();
    }
  }

  private void lookAt(Session session, long now) {
    boolean established = session.link().isEstablished();
    boolean wasSlow = session.pace().isSlow();
    // Before, nothing can be taken, and how long that may last is the name deadline's to say.
    long stalled = established ? session.pace().note(session.cursor(), observed, clock) : 0;
    if (!wasSlow && session.pace().isSlow()) {
      incidents.slow(session);
    }
    if (session.reason() != null) {
      lookAtEnding(session, now);
    } else if (session.cursor().fellBehind()) {
      session.fellBehind();
    } else if (stalled > limits.stall().toNanos()) {
      session.cut(CloseReason.STALLED);
    } else if (!resumed) {
      lookAtTime(session, now);
    }
  }

  private void lookAtTime(Session session, long now) {
    if (!session.isMember()) {
      session.lookAtLogin(now);
    }
    if (!session.isMember() && now - session.acceptedAt() > limits.nameDeadline().toNanos()) {
      session.endUnnamed("no name within " + Durations.text(limits.nameDeadline()));
    } else if (session.isDatagrams() && now - session.heardAt() > limits.idle().toNanos()) {
      session.end(CloseReason.IDLE);
    } else if (now - session.heardAt() > QUIET_NANOS) {
      session.quiet();
    }
  }

  private void lookAtEnding(Session session, long now) {
    Ending ending = session.ending();
    if (ending.isDone()) {
      boolean over = ending.silentNanos() > LINGER_NANOS && session.pace().hasReadAll(clock);
      if (over || ending.lingeredNanos() > limits.drain().toNanos()) {
        session.link().close();
      }
    } else if (now - ending.decidedAt() > limits.drain().toNanos()
        || session.cursor().fellBehind()
        || isNeverEstablished(session, now)) {
      session.cutLate();
    }
  }

  /** Who is turned away in the middle of a handshake has no longer for it than anybody else. */
  private boolean isNeverEstablished(Session session, long now) {
    return !session.link().isEstablished()
        && now - session.acceptedAt() > limits.nameDeadline().toNanos();
  }
}
