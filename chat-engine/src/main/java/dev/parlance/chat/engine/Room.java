package dev.parlance.chat.engine;

import dev.parlance.chat.Limits;
import dev.parlance.chat.Message;
import dev.parlance.chat.User;
import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.dialect.Wire;
import dev.parlance.chat.internal.HouseRules;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The room: one sequence of everything that happens, who is in it, and the {@link Tapes} from which
 * members read.
 *
 * <p>Whatever happens gets its number under one lock, and is encoded and appended there. Nothing
 * else is done under the lock: no I/O, no callback, no logging. What it costs does not depend on
 * how many members there are.
 */
final class Room {

  /** How much that a member alone was told may wait for it to read before it is told no more. */
  private static final int MOST_UNREAD = 64 << 10;

  private static final String STOPPING = "server is shutting down";

  private final Limits limits;
  private final InstantSource clock;
  private final @Nullable Events events;
  private final RoomWatch watch;
  private final NameGate names;
  private final @Nullable Authority authority;
  private final @Nullable Screen screen;
  private final Moderation moderation;

  private final ReentrantLock lock = new ReentrantLock();
  private final Tapes tapes;
  private final Roll roll = new Roll();
  private final Entry entry = new Entry();
  private long sequence;
  private long said;
  private long joins;
  private long refused;
  private boolean stopped;

  private volatile int online;

  /** A room whose application decides nothing of who gets in. */
  Room(Limits limits, InstantSource clock, @Nullable Events events, RoomWatch watch) {
    this(
        limits,
        clock,
        events,
        watch,
        HouseRules.standard(),
        new Moderation(System::nanoTime, clock));
  }

  Room(
      Limits limits,
      InstantSource clock,
      @Nullable Events events,
      RoomWatch watch,
      HouseRules rules,
      Moderation moderation) {
    this.limits = limits;
    this.clock = clock;
    this.events = events;
    this.watch = watch;
    this.tapes = new Tapes(limits.window(), watch);
    this.names = new NameGate(rules.names());
    this.authority = rules.authenticator() == null ? null : new Authority(rules.authenticator());
    this.screen = rules.filter() == null ? null : new Screen(rules.filter());
    this.moderation = moderation;
  }

  Limits limits() {
    return limits;
  }

  NameGate names() {
    return names;
  }

  /** Who decides who may join, or null if anybody may. */
  @Nullable Authority authority() {
    return authority;
  }

  /** What looks at texts before they are said, or null if nothing does. */
  @Nullable Screen screen() {
    return screen;
  }

  Moderation moderation() {
    return moderation;
  }

  /** The tape for a dialect, made when it is first asked for. */
  Tape tape(Dialect dialect) {
    lock.lock();
    try {
      return tapes.of(dialect);
    } finally {
      lock.unlock();
    }
  }

  Tape[] tapes() {
    return tapes.all();
  }

  int online() {
    return online;
  }

  /** Whether talkers have to wait until the room has caught up. */
  boolean isOverloaded() {
    return tapes.isOverloaded();
  }

  /** Looks again, after gates were opened, whether talkers still have to wait. */
  boolean stillOverloaded() {
    lock.lock();
    try {
      return tapes.isStillOverloaded();
    } finally {
      lock.unlock();
    }
  }

  /** What has been counted so far. */
  RoomCounts counts() {
    lock.lock();
    try {
      long leaves = joins - roll.size();
      long notices = sequence - said - joins - leaves;
      return new RoomCounts(
          said,
          joins,
          leaves,
          notices,
          tapes.deliveries(),
          refused,
          tapes.memory(),
          tapes.overload().count(),
          tapes.overload().nanos(watch.now()));
    } finally {
      lock.unlock();
    }
  }

  List<User> users(int most) {
    lock.lock();
    try {
      return roll.users(most);
    } finally {
      lock.unlock();
    }
  }

  /** Who has a name, or one that counts as the same. */
  @Nullable Session member(String name) {
    String identity = names.keys(name).get(0);
    lock.lock();
    try {
      return roll.known(identity);
    } finally {
      lock.unlock();
    }
  }

  /** The members that hold one of these keys. */
  Set<Session> members(List<String> keys) {
    lock.lock();
    try {
      return roll.holders(keys);
    } finally {
      lock.unlock();
    }
  }

  /** Claims the name and makes the session a member, or returns why not. */
  @Nullable Refusal join(Session session, Admission admission) {
    Session ghost;
    lock.lock();
    try {
      ghost = admission.takesOver() ? roll.known(admission.identity()) : null;
      Refusal refusal = refusal(session, admission, ghost);
      if (refusal != null) {
        return refusal;
      }
      if (ghost != null) {
        evict(ghost);
      }
      admit(session, admission);
    } finally {
      lock.unlock();
    }
    if (ghost != null) {
      ghost.link().wake();
    }
    tapes.appended();
    return null;
  }

  private @Nullable Refusal refusal(Session session, Admission admission, @Nullable Session ghost) {
    if (stopped || session.reason() != null || session.isMember()) {
      return Refusal.mayTryAgain(STOPPING);
    }
    Refusal banned = moderation.refusal(admission.keys());
    if (banned == null) {
      banned = moderation.refusal(session.address());
    }
    if (banned != null) {
      return banned;
    }
    for (String key : admission.keys()) {
      Session holder = roll.holder(key);
      if (holder != null && holder != ghost) {
        return Refusal.mayTryAgain("name taken: " + admission.user().name());
      }
    }
    return null;
  }

  /** Ends who has the name that its owner claims. */
  private void evict(Session ghost) {
    tapes.problem(ghost, "your name was taken over by another connection");
    boolean unused = finish(ghost, Session::isTakenOver);
  }

  private void admit(Session session, Admission admission) {
    User user = admission.user();
    session.tape().attach(session.cursor()); // first, as it alone may fail: for lack of memory
    roll.add(session, admission.keys());
    online = roll.size();
    joins++;
    session.joined(user, admission.identity());
    if (online <= limits.announceUpTo()) {
      tapes.append(entry.joined(user, online), session);
    } else {
      tapes.welcomeAlone(session, online);
    }
    long number = ++sequence;
    int count = online;
    tell(0, time -> new Message.Joined(number, time, user, count));
    watch.entered(session, number, count);
  }

  void say(Session author, ByteBuffer text) {
    lock.lock();
    try {
      if (stopped || !author.isMember()) {
        return;
      }
      User user = author.self();
      tapes.append(entry.said(user, text), author);
      said++;
      long number = ++sequence;
      if (events != null) {
        String said = TextRule.text(text);
        tell(said.length(), time -> new Message.Said(number, time, user, said));
      }
    } finally {
      lock.unlock();
    }
    tapes.appended();
  }

  /** Adds a notice; returns whether it was accepted. */
  boolean notice(String text) {
    lock.lock();
    try {
      if (tapes.isOverloaded() || stopped) {
        refused++;
        return false;
      }
      tapes.append(entry.notice(text), null);
      long number = ++sequence;
      if (events != null) { // else not even what would tell of it is made
        tell(text.length(), time -> new Message.Notice(number, time, text));
      }
    } finally {
      lock.unlock();
    }
    tapes.appended();
    return true;
  }

  /**
   * Ends a session, whatever stage it is in: it is owed what has been published, and a member
   * leaves. The first call decides; returns whether this was it.
   */
  boolean end(Session session, Function<Session, Boolean> decide) {
    boolean wasMember;
    lock.lock();
    try {
      wasMember = session.isMember();
      if (!finish(session, decide)) {
        return false;
      }
    } finally {
      lock.unlock();
    }
    if (wasMember) {
      tapes.appended();
    }
    return true;
  }

  /** Ends a session, for the holder of the lock. */
  private boolean finish(Session session, Function<Session, Boolean> decide) {
    boolean member = session.isMember();
    if (!decide.apply(session)) {
      return false;
    }
    session.cursor().end();
    if (member) {
      leave(session);
    }
    return true;
  }

  private void leave(Session session) {
    User user = session.self();
    roll.remove(session);
    online = roll.size();
    session.tape().detach();
    if (!stopped && online < limits.announceUpTo()) {
      tapes.append(entry.left(user, online), null);
    }
    long number = ++sequence;
    int count = online;
    tell(0, time -> new Message.Left(number, time, user, count));
    watch.left(session, number, count);
  }

  /** Adds the last entry that any member is shown. Nobody joins or speaks after it. */
  void stop() {
    lock.lock();
    try {
      if (stopped) {
        return;
      }
      tapes.append(entry.stopping(), null);
      stopped = true;
      long number = ++sequence;
      tell(0, time -> new Message.Notice(number, time, STOPPING));
    } finally {
      lock.unlock();
    }
    tapes.appended();
  }

  /**
   * Adds messages for one peer alone. The head must not move between being read and the cut being
   * known, or a writer that is ahead of the cut would put the messages inside an entry.
   */
  void insert(Cursor cursor, Wire messages) {
    lock.lock();
    try {
      cursor.insert(messages);
    } finally {
      lock.unlock();
    }
  }

  /** Adds messages for one member alone, unless it has ended, or does not read what came before. */
  boolean offer(Session session, Wire messages) {
    lock.lock();
    try {
      Cursor cursor = session.cursor();
      boolean welcome = session.isMember() && cursor.privateBytes() < MOST_UNREAD;
      if (welcome) {
        cursor.insert(messages);
      }
      return welcome;
    } finally {
      lock.unlock();
    }
  }

  /** How many bytes a peer has been owed in all. */
  long owed(Session session) {
    lock.lock();
    try {
      return session.cursor().owed();
    } finally {
      lock.unlock();
    }
  }

  private void tell(int characters, Function<Instant, Message> message) {
    if (events != null) {
      Message told = message.apply(clock.instant());
      events.tell(listener -> listener.message(told), characters);
    }
  }
}
