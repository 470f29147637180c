package dev.parlance.chat.engine;

import dev.parlance.chat.ChatException;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Closed;
import dev.parlance.chat.Limits;
import dev.parlance.chat.Listener;
import dev.parlance.chat.Metrics;
import dev.parlance.chat.StopReport;
import dev.parlance.chat.User;
import dev.parlance.chat.engine.Arrivals.Arrival;
import dev.parlance.chat.engine.Arrivals.Verdict;
import dev.parlance.chat.internal.HouseRules;
import dev.parlance.chat.internal.Listening;
import dev.parlance.chat.internal.ServerCore;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server: the bindings, their sessions, one room, and how it all stops. */
final class Server implements ServerCore, RoomWatch, SessionWatch {

  /** How long those may take to end their own side who took the last at the last moment. */
  private static final Duration LINGER = Duration.ofSeconds(2);

  private static final Logger log = LoggerFactory.getLogger(Server.class);

  private final Limits limits;
  private final LongSupplier ticker;
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
  private final Tally tally = new Tally();
  private final Seldom bindingFailures = new Seldom();
  private final Departed departed = new Departed(sessions);
  private final Figures figures;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CountDownLatch empty = new CountDownLatch(1);
  private volatile StopReport report = new StopReport(0, 0, Duration.ZERO);
  private volatile Binding[] bindings = {};

  /** Listens everywhere, or nowhere and throws {@link ChatException}. */
  Server(
      List<Listening> places,
      Limits limits,
      @Nullable Listener listener,
      InstantSource clock,
      LongSupplier ticker,
      HouseRules rules) {
    int unused = loadEarly();
    this.limits = limits;
    this.ticker = ticker;
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
    this.figures =
        new Figures(
            room, tally, sessions.keySet(), departed, connections::get, places, events, ticker);
    keeper.start();
    if (pacer != null) {
      pacer.start();
    }
    Metrics unusedLook = figures.metrics(); // as with what is loaded early
    for (Listening place : places) {
      bind(place);
    }
  }

  /**
   * Loads what is first needed when a connection or the server ends. Loading a class may take a
   * descriptor, and a crowd may have taken them all by then.
   */
  private static int loadEarly() {
    return List.of(
            Closed.class, FellBehindException.class, Quietly.class, StopReport.class, Waiting.class)
        .size();
  }

  private void bind(Listening place) {
    try {
      Entrance entrance = Entrance.of(bindings.length, place, room);
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
      String where = Places.text(place.address());
      throw new ChatException("cannot listen at " + where + ": " + Places.why(failure), failure);
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
      tally.pauses.increment();
      incidents.paused(entrance, cause);
    }
  }

  private @Nullable Peer accept(Link link, Entrance entrance) {
    tally.accepted.increment();
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
      Quietly.log(() -> log.error("no session for {}", link.remoteAddress(), Loggable.of(failure)));
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
    tally.closed(reason);
    if (events != null) {
      events.tellIfFewWait(listener -> listener.closed(end));
    }
    uncount();
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
    each(Binding::wake);
  }

  /** What one transport fails at concerns no other, nor whoever happens to come by. */
  private void each(Consumer<Binding> action) {
    for (Binding binding : bindings) {
      try {
        action.accept(binding);
      } catch (RuntimeException | Error failure) {
        bindingFailures.tell(
            count ->
                log.error(
                    "a transport failed ({} times since the last such line)",
                    count,
                    Loggable.of(failure)));
      }
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
    tally.dropped.increment();
  }

  @Override
  public void refusedLogin() {
    tally.refusedLogins.increment();
  }

  @Override
  public void refusedName() {
    tally.refusedNames.increment();
  }

  @Override
  public void holds(Session session, long due) {
    keeper.wakeAt(session, due);
  }

  @Override
  public void oversized() {
    tally.oversized.increment();
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
    (session.ending().isDone() ? tally.drained : tally.cut).increment();
    long bytes = session.cursor().taken();
    long rest = owed - bytes;
    Closed end = new Closed(session.self(), reason, session.hasJoined(), bytes, rest, cause);
    long age = now() - session.acceptedAt();
    incidents.closed(end, session.link(), session.entrance(), session.bytesRead(), age);
    tally.closed(reason);
    if (events != null) {
      events.tell(listener -> listener.closed(end), 0);
    }
    uncount();
  }

  private void uncount() {
    if (connections.decrementAndGet() == 0 && stopping.get()) {
      empty.countDown();
    }
  }

  @Override
  public List<InetSocketAddress> addresses() {
    return Arrays.stream(bindings).map(Binding::address).toList();
  }

  @Override
  public Limits limits() {
    return limits;
  }

  @Override
  public boolean broadcast(String text) {
    return room.notice(text);
  }

  @Override
  public List<User> users() {
    return room.users(Integer.MAX_VALUE);
  }

  @Override
  public int online() {
    return room.online();
  }

  @Override
  public Warden warden() {
    return warden;
  }

  @Override
  public Figures figures() {
    return figures;
  }

  /** Whether {@link #stop} was called. */
  @Override
  public boolean isStopping() {
    return stopping.get();
  }

  /**
   * Who has not taken what it is owed by then, by a clock that nobody holds, is cut. The others are
   * closed in good order, so that who is silent still receives what the operating system holds.
   */
  private void awaitDrained() {
    if (!Waiting.await(empty, limits.drain())) {
      for (Session session : sessions.keySet()) {
        if (!session.ending().isDone()) {
          session.cutLate();
        }
      }
      if (!Waiting.await(empty, LINGER)) {
        sessions.keySet().forEach(session -> session.link().close());
        boolean unused = Waiting.await(empty, LINGER);
      }
    }
  }

  /**
   * Stops as D8 of the promise says. Only the first call does; others wait for it. A thread that
   * the stop itself needs, as it works for a session just now, does not wait: another one carries
   * the stop out.
   */
  @Override
  public StopReport stop() {
    boolean needed = isInsideSession();
    if (!stopping.compareAndSet(false, true)) {
      if (!needed && (events == null || !events.isCurrentThread())) {
        Waiting.await(stopped);
      }
    } else if (needed) {
      stopElsewhere();
    } else {
      carryOutStop();
    }
    return report;
  }

  private void stopElsewhere() {
    Thread stopper = new Thread(null, this::carryOutStop, "parlance-server-stop", 0, false);
    stopper.setDaemon(true);
    try {
      stopper.start();
    } catch (OutOfMemoryError noThreadLeft) {
      carryOutStop(); // holds up those that this thread serves, but it ends
    }
  }

  /** Whether the calling thread works on the input of a session: a filter may be what calls. */
  private boolean isInsideSession() {
    return sessions.keySet().stream().anyMatch(Session::isServedByCurrentThread);
  }

  private void carryOutStop() {
    try {
      stopInOrder();
    } finally {
      stopped.countDown();
    }
  }

  private void stopInOrder() {
    long start = System.nanoTime();
    each(Binding::stopAccepting);
    room.stop();
    long drainedBefore = tally.drained.sum();
    long cutBefore = tally.cut.sum();
    for (Session session : sessions.keySet()) {
      session.endOrCut(CloseReason.SERVER_STOPPED);
    }
    if (connections.get() > 0) {
      awaitDrained();
    }
    each(Binding::close);
    keeper.end();
    incidents.close();
    if (pacer != null) {
      pacer.end();
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    int drained = (int) (tally.drained.sum() - drainedBefore);
    report = new StopReport(drained, (int) (tally.cut.sum() - cutBefore), took);
    if (events != null) {
      events.end();
      Duration left = limits.drain().minus(took);
      events.awaitEnd(left.isNegative() ? Duration.ofSeconds(1) : left);
    }
  }
}
