package dev.parlance.chat.internal;

import dev.parlance.chat.ChatException;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Closed;
import dev.parlance.chat.Connection;
import dev.parlance.chat.Ledger;
import dev.parlance.chat.Limits;
import dev.parlance.chat.Listener;
import dev.parlance.chat.Metrics;
import dev.parlance.chat.StopReport;
import dev.parlance.chat.User;
import dev.parlance.chat.internal.Arrivals.Arrival;
import dev.parlance.chat.internal.Arrivals.Verdict;
import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Binding;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server: the bindings, their sessions, one room, and how it all stops. */
public final class Server implements RoomWatch, SessionWatch {

  /** How long those may take to end their own side who took the last at the last moment. */
  private static final Duration LINGER = Duration.ofSeconds(2);

  private static final Logger log = LoggerFactory.getLogger(Server.class);

  private final Limits limits;
  private final LongSupplier ticker;
  private final long startedAt;
  private final @Nullable Events events;
  private final Room room;
  private final Incidents incidents = Incidents.ofThisVirtualMachine();
  private final Keeper keeper;
  private final @Nullable Pacer pacer;
  private final Arrivals arrivals;
  private final Moderation moderation;
  private final Warden warden;
  private final Map<Session, Arrival> sessions = new ConcurrentHashMap<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final Map<CloseReason, LongAdder> closes = new EnumMap<>(CloseReason.class);
  private final LongAdder oversized = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder refusedNames = new LongAdder();
  private final LongAdder refusedLogins = new LongAdder();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder pauses = new LongAdder();
  private final Departed departed = new Departed(sessions);
  private final Census census;
  private final List<Listening> places;
  private final LongAdder drained = new LongAdder();
  private final LongAdder cut = new LongAdder();
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CountDownLatch empty = new CountDownLatch(1);
  private volatile StopReport report = new StopReport(0, 0, Duration.ZERO);
  private volatile Binding[] bindings = {};

  /** Listens everywhere, or nowhere and throws {@link ChatException}. */
  public Server(
      List<Listening> places,
      Limits limits,
      @Nullable Listener listener,
      InstantSource clock,
      LongSupplier ticker,
      HouseRules rules) {
    int unused = loadEarly();
    this.limits = limits;
    this.ticker = ticker;
    this.places = places;
    this.census = new Census(sessions.keySet(), departed, places.size());
    this.startedAt = ticker.getAsLong();
    this.arrivals = new Arrivals(limits, ticker);
    this.events =
        listener == null ? null : new Events(listener, "parlance-server-events", () -> {});
    this.moderation = new Moderation(ticker, clock);
    this.room = new Room(limits, clock, events, this, rules, moderation);
    this.warden = new Warden(moderation, room, sessions.keySet());
    this.keeper =
        new Keeper(
            room, sessions.keySet(), ticker, this::wakeAll, incidents, "parlance-server-keeper");
    this.pacer =
        limits.coalesce().isZero()
            ? null
            : new Pacer(limits.coalesce(), this::wakeAll, "parlance-server-pacer");
    for (CloseReason reason : CloseReason.values()) {
      closes.put(reason, new LongAdder());
    }
    keeper.start();
    if (pacer != null) {
      pacer.start();
    }
    Metrics unusedLook = metrics(); // as with what is loaded early
    for (Listening place : places) {
      bind(place);
    }
  }

  /**
   * Loads what is first needed when a connection or the server ends. Loading a class may take a
   * descriptor, and a crowd may have taken them all by then.
   */
  private static int loadEarly() {
    return List.of(Closed.class, FellBehindException.class, Waiting.class, StopReport.class).size();
  }

  private void bind(Listening place) {
    String where = place.address().getHostString() + ":" + place.address().getPort();
    Entrance entrance = Entrance.of(bindings.length, place, room);
    try {
      if (place.address().isUnresolved()) {
        throw new UnknownHostException("unknown host");
      }
      Binding binding = place.transport().bind(place.address(), new Door(entrance));
      Binding[] more = Arrays.copyOf(bindings, bindings.length + 1);
      more[bindings.length] = binding;
      bindings = more;
      binding.wake(); // for who joined before, and was not woken since
    } catch (RuntimeException | Error failure) {
      abandon();
      throw failure;
    } catch (IOException failure) {
      abandon();
      throw new ChatException("cannot listen at " + where + ": " + failure.getMessage(), failure);
    }
  }

  /** Undoes a start that failed halfway. Nobody is told that a server stops which never was. */
  private void abandon() {
    if (events != null) {
      events.end();
    }
    stop();
  }

  /** Meets those who come in at one place. */
  private final class Door implements Acceptor {

    private final Entrance entrance;

    Door(Entrance entrance) {
      this.entrance = entrance;
    }

    @Override
    public @Nullable Peer accepted(Link link) {
      return accept(link, entrance);
    }

    @Override
    public void paused(Throwable cause) {
      pauses.increment();
      incidents.paused(entrance, cause);
    }
  }

  private @Nullable Peer accept(Link link, Entrance entrance) {
    accepted.increment();
    int unused = connections.incrementAndGet();
    InetAddress address = link.remoteAddress().getAddress();
    Refusal banned = moderation.refusal(address);
    Arrival arrival = arrivals.enter(address, banned != null);
    Verdict verdict = arrival.verdict();
    if (stopping.get()) {
      return turnAway(link, entrance, arrival, CloseReason.SERVER_STOPPED);
    }
    if (verdict != Verdict.WELCOME && (entrance.datagrams() || !arrival.mayBeTold())) {
      return turnAway(link, entrance, arrival, verdict.reason());
    }
    Session session;
    try {
      session = new Session(room, entrance, link, this, now());
    } catch (RuntimeException | Error failure) {
      log.error("no session for {}", link.remoteAddress(), Loggable.of(failure));
      return turnAway(link, entrance, arrival, CloseReason.INTERNAL_ERROR);
    }
    sessions.put(session, arrival);
    keeper.nudge();
    if (verdict == Verdict.WELCOME) {
      session.open();
    } else {
      session.turnAway(banned != null ? banned.why() : verdict.why(), verdict.reason());
    }
    if (stopping.get()) {
      session.endOrCut(CloseReason.SERVER_STOPPED);
    }
    return session;
  }

  private @Nullable Peer turnAway(
      Link link, Entrance entrance, Arrival arrival, CloseReason reason) {
    arrival.left();
    Closed end = new Closed(Session.address(link), reason, false, 0, 0, null);
    incidents.closed(end, link, entrance, 0, 0);
    ended(end);
    return null;
  }

  @Override
  public void entered(Session session, long number, int online) {
    incidents.joined(session, number, online);
  }

  @Override
  public void left(Session session, long number, int online) {
    incidents.left(session, number, online);
  }

  @Override
  public void published() {
    if (pacer == null) {
      wakeAll();
    } else {
      pacer.published(room.online());
    }
  }

  private void wakeAll() {
    for (Binding binding : bindings) {
      binding.wake();
    }
  }

  @Override
  public void filling() {
    keeper.nudge();
  }

  @Override
  public long now() {
    return ticker.getAsLong();
  }

  @Override
  public void joined(Session session) {
    Arrival arrival = sessions.get(session);
    if (arrival != null) {
      arrival.joined();
    }
  }

  @Override
  public void dropped() {
    dropped.increment();
  }

  @Override
  public void refusedLogin() {
    refusedLogins.increment();
  }

  @Override
  public void refusedName() {
    refusedNames.increment();
  }

  /** How many names were refused. */
  public long refusedNameCount() {
    return refusedNames.sum();
  }

  /** How many attempts to join an authenticator refused. */
  public long refusedLoginCount() {
    return refusedLogins.sum();
  }

  @Override
  public void holds(Session session, long due) {
    keeper.wakeAt(session, due);
  }

  @Override
  public void oversized() {
    oversized.increment();
  }

  /** How many messages were dropped as they were too long. */
  public long oversizedCount() {
    return oversized.sum();
  }

  /** How many datagrams were dropped as they could not be taken. */
  public long droppedCount() {
    return dropped.sum();
  }

  @Override
  public void closed(Session session, @Nullable Throwable cause) {
    CloseReason reason = session.reason();
    long owed = room.owed(session);
    Arrival arrival = departed.leave(session, owed);
    if (reason == null || arrival == null) {
      return;
    }
    arrival.left();
    (session.ending().isDone() ? drained : cut).increment();
    long bytes = session.cursor().taken();
    long rest = owed - bytes;
    Closed end = new Closed(session.self(), reason, session.hasJoined(), bytes, rest, cause);
    long age = now() - session.acceptedAt();
    incidents.closed(end, session.link(), session.entrance(), session.bytesRead(), age);
    ended(end);
  }

  private void ended(Closed end) {
    counter(end.reason()).increment();
    if (events != null) {
      events.tell(listener -> listener.closed(end), 0);
    }
    if (connections.decrementAndGet() == 0 && stopping.get()) {
      empty.countDown();
    }
  }

  /** Where the server listens, in the order asked for, with the real ports. */
  public List<InetSocketAddress> addresses() {
    return Arrays.stream(bindings).map(Binding::address).toList();
  }

  /** Says something to all; returns whether it was accepted. */
  public boolean broadcast(String text) {
    return room.notice(text);
  }

  /** The members, in the order of joining. */
  public List<User> users() {
    return room.users(Integer.MAX_VALUE);
  }

  /** How many members there are. */
  public int online() {
    return room.online();
  }

  /** Who removes, bans and mutes. */
  public Warden warden() {
    return warden;
  }

  /** What was owed to all, and what became of it. */
  public Ledger ledger() {
    Departed.Sums before = departed.sums();
    long gone = before.discarded();
    long taken = before.written();
    long owed = taken + gone;
    for (Session session : sessions.keySet()) {
      taken += session.cursor().taken();
      owed += room.owed(session);
    }
    return new Ledger(owed, taken, gone);
  }

  /** All numbers at this moment. */
  public Metrics metrics() {
    RoomCounts counts = room.counts();
    Census.Sum sum = census.sum();
    return new Metrics(
        Duration.ofNanos(Math.max(0, now() - startedAt)),
        new Metrics.Connections(
            room.online(),
            connections.get(),
            accepted.sum(),
            pauses.sum(),
            refusedNameCount(),
            refusedLoginCount(),
            closes(),
            places(sum.members())),
        messages(counts),
        sum.bytes(),
        load(counts, sum));
  }

  private List<Metrics.Place> places(List<Integer> members) {
    List<Metrics.Place> all = new ArrayList<>(places.size());
    for (Listening place : places) {
      String transport = String.valueOf(place.transport());
      all.add(new Metrics.Place(transport, place.dialect().name(), members.get(all.size())));
    }
    return all;
  }

  private Metrics.Messages messages(RoomCounts counts) {
    return new Metrics.Messages(
        counts.said(),
        counts.joins(),
        counts.leaves(),
        counts.notices(),
        counts.deliveries(),
        counts.refused(),
        oversizedCount(),
        droppedCount(),
        events == null ? 0 : events.missed());
  }

  private Metrics.Load load(RoomCounts counts, Census.Sum sum) {
    return new Metrics.Load(
        sum.pending(),
        sum.furthest(),
        limits.window(),
        counts.memory(),
        events == null ? 0 : events.backlog(),
        room.isOverloaded(),
        counts.overloads(),
        Duration.ofNanos(counts.overloadedNanos()));
  }

  /** The connections at this moment, the oldest first. */
  public List<Connection> connections() {
    return census.list(now());
  }

  /** How many connections ended for which reason. */
  public Map<CloseReason, Long> closes() {
    Map<CloseReason, Long> counts = new EnumMap<>(CloseReason.class);
    closes.forEach((reason, count) -> counts.put(reason, count.sum()));
    return counts;
  }

  /** How many connections ended for this reason. */
  public long closes(CloseReason reason) {
    return counter(reason).sum();
  }

  private LongAdder counter(CloseReason reason) {
    return Objects.requireNonNull(closes.get(reason));
  }

  /** Whether {@link #stop} was called. */
  @Override
  public boolean isStopping() {
    return stopping.get();
  }

  /** Who has not taken what it is owed by then, by a clock that nobody holds, is cut. */
  private void awaitDrained() {
    if (!Waiting.await(empty, limits.drain())) {
      for (Session session : sessions.keySet()) {
        if (!session.ending().isDone()) {
          session.cutLate();
        }
      }
      boolean unused = Waiting.await(empty, LINGER);
    }
  }

  /** Stops as D8 of the promise says. Only the first call does; others wait for it. */
  public StopReport stop() {
    if (!stopping.compareAndSet(false, true)) {
      if (events == null || !events.isCurrentThread()) {
        Waiting.await(stopped, limits.drain().plus(Binding.closeTimeout().multipliedBy(2)));
      }
      return report;
    }
    long start = System.nanoTime();
    for (Binding binding : bindings) {
      binding.stopAccepting();
    }
    room.stop();
    long drainedBefore = drained.sum();
    long cutBefore = cut.sum();
    for (Session session : sessions.keySet()) {
      session.endOrCut(CloseReason.SERVER_STOPPED);
    }
    if (connections.get() > 0) {
      awaitDrained();
    }
    for (Binding binding : bindings) {
      binding.close();
    }
    keeper.end();
    incidents.close();
    if (pacer != null) {
      pacer.end();
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    report =
        new StopReport((int) (drained.sum() - drainedBefore), (int) (cut.sum() - cutBefore), took);
    if (events != null) {
      events.end();
      Duration left = limits.drain().minus(took);
      events.awaitEnd(left.isNegative() ? Duration.ofSeconds(1) : left);
    }
    stopped.countDown();
    return report;
  }
}
