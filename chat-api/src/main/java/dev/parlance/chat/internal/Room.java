package dev.parlance.chat.internal;

import dev.parlance.chat.Limits;
import dev.parlance.chat.Message;
import dev.parlance.chat.User;
import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.dialect.Wire;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The room: one sequence of everything that happens, who is in it, and one {@link Tape} for each
 * dialect that somebody in it speaks.
 *
 * <p>Whatever happens gets its number under one lock, is encoded there once for each tape, and
 * appended. Nothing else is done under the lock: no I/O, no callback, no logging. What it costs
 * does not depend on how many members there are.
 */
final class Room {

  private static final Logger log = LoggerFactory.getLogger(Room.class);
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
  private final Map<Dialect, Tape> tapes = new LinkedHashMap<>();
  private final Roll roll = new Roll();
  private final Entry entry = new Entry();
  private final Overload overload = new Overload();
  private long sequence;
  private long said;
  private long joins;
  private long deliveries;
  private long refused;
  private boolean stopped;
  private @Nullable Throwable dialectFailure;

  /** The values of {@link #tapes}, to go over without an iterator. */
  private volatile Tape[] tapeList = {};

  private volatile int online;

  /** Whether talkers have to wait until the room has caught up. */
  private volatile boolean overloaded;

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
      Tape tape = tapes.computeIfAbsent(dialect, d -> new Tape(d, limits.window()));
      tapeList = tapes.values().toArray(new Tape[0]);
      return tape;
    } finally {
      lock.unlock();
    }
  }

  Tape[] tapes() {
    return tapeList;
  }

  int online() {
    return online;
  }

  boolean isOverloaded() {
    return overloaded;
  }

  /** Looks again, after gates were opened, whether talkers still have to wait. */
  boolean stillOverloaded() {
    lock.lock();
    try {
      boolean full = false;
      for (Tape tape : tapeList) {
        full |= tape.inUse() && tape.full();
      }
      overloaded = full;
      if (!full) {
        overload.ended(watch.now());
      }
      return full;
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
      long memory = 0;
      for (Tape tape : tapeList) {
        memory += tape.memory();
      }
      return new RoomCounts(
          said,
          joins,
          leaves,
          notices,
          deliveries,
          refused,
          memory,
          overload.count(),
          overload.nanos(watch.now()));
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
    published();
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
    Wire out = new Wire();
    ghost.tape().dialect().problem("your name was taken over by another connection", out);
    ghost.cursor().insert(out);
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
      append(entry.joined(user, online), session);
    } else {
      welcomeAlone(session);
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
      append(entry.said(user, text), author);
      said++;
      long number = ++sequence;
      if (events != null) {
        String said = TextRule.text(text);
        tell(said.length(), time -> new Message.Said(number, time, user, said));
      }
    } finally {
      lock.unlock();
    }
    published();
  }

  /** Adds a notice; returns whether it was accepted. */
  boolean notice(String text) {
    lock.lock();
    try {
      if (overloaded || stopped) {
        refused++;
        return false;
      }
      append(entry.notice(text), null);
      long number = ++sequence;
      if (events != null) { // else not even what would tell of it is made
        tell(text.length(), time -> new Message.Notice(number, time, text));
      }
    } finally {
      lock.unlock();
    }
    published();
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
      published();
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
      append(entry.left(user, online), null);
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
      append(entry.stopping(), null);
      stopped = true;
      long number = ++sequence;
      tell(0, time -> new Message.Notice(number, time, STOPPING));
    } finally {
      lock.unlock();
    }
    published();
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

  /** How many bytes a peer has been owed in all. */
  long owed(Session session) {
    lock.lock();
    try {
      return session.cursor().owed();
    } finally {
      lock.unlock();
    }
  }

  private void welcomeAlone(Session session) {
    try {
      welcome(session, online);
    } catch (RuntimeException | Error failure) {
      dialectFailure = failure;
    }
  }

  private void append(Entry event, @Nullable Session author) {
    for (Tape tape : tapeList) {
      if (!tape.inUse()) {
        continue;
      }
      try {
        encode(event, tape, author);
      } catch (RuntimeException | Error failure) {
        dialectFailure = failure;
      }
      tape.publish();
      if (!overloaded && tape.full()) {
        overloaded = true;
        overload.began(watch.now());
      }
    }
  }

  private void encode(Entry event, Tape tape, @Nullable Session author) {
    event.encode(tape.dialect(), tape.compose());
    tape.append();
    boolean ofAuthor = author != null && author.tape() == tape;
    if (tape.entryPayload() > 0) {
      deliveries += ofAuthor && !tape.dialect().echoes() ? tape.members() - 1 : tape.members();
    }
    if (author != null && ofAuthor) {
      showAuthor(author, event, tape);
    }
  }

  /** Puts what the author sees of its own event in the event's place; it is not published yet. */
  private static void showAuthor(Session author, Entry event, Tape tape) {
    long start = tape.entryStart();
    long end = tape.entryEnd();
    boolean echoes = tape.dialect().echoes();
    if (event.kind() == Entry.Kind.JOINED) {
      Wire out = tape.compose();
      tape.dialect().welcome(author.self(), event.online(), out);
      if (out.size() > 0) {
        author.cursor().replace(echoes ? end : start, end, out.toByteArray());
        return;
      }
    }
    if (!echoes && end > start) {
      author.cursor().skip(start, end);
    }
  }

  /** Shows a join to the one who joins, and to nobody else. */
  private static void welcome(Session author, int online) {
    Tape tape = author.tape();
    Wire out = tape.compose();
    if (tape.dialect().echoes()) {
      tape.dialect().joined(author.self(), online, out);
      author.cursor().insert(out);
      out = tape.compose();
    }
    tape.dialect().welcome(author.self(), online, out);
    author.cursor().insert(out);
  }

  private void tell(int characters, Function<Instant, Message> message) {
    if (events != null) {
      Message told = message.apply(clock.instant());
      events.tell(listener -> listener.message(told), characters);
    }
  }

  private void published() {
    Throwable failure = dialectFailure;
    if (failure != null) {
      dialectFailure = null;
      log.error("a dialect failed to encode an event; its members miss it", Loggable.of(failure));
    }
    for (Tape tape : tapeList) {
      if (tape.nearlyFull()) {
        watch.filling();
        break;
      }
    }
    watch.published();
  }
}
