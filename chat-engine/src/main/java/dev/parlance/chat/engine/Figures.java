package dev.parlance.chat.engine;

import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Connection;
import dev.parlance.chat.Ledger;
import dev.parlance.chat.Metrics;
import dev.parlance.chat.internal.Listening;
import dev.parlance.chat.internal.ServerFigures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A server in numbers, made up when somebody asks. From any thread; the room's lock is taken for a
 * moment.
 */
final class Figures implements ServerFigures {

  private final Room room;
  private final Tally tally;
  private final Set<Session> sessions;
  private final Departed departed;
  private final Census census;
  private final IntSupplier connections;
  private final List<Listening> places;
  private final @Nullable Events events;
  private final LongSupplier ticker;
  private final long startedAt;

  /**
   * @param connections how many there are now, those included that have no session
   * @param places where the server listens
   */
  Figures(
      Room room,
      Tally tally,
      Set<Session> sessions,
      Departed departed,
      IntSupplier connections,
      List<Listening> places,
      @Nullable Events events,
      LongSupplier ticker) {
    this.room = room;
    this.tally = tally;
    this.sessions = sessions;
    this.departed = departed;
    this.census = new Census(sessions, departed, places.size());
    this.connections = connections;
    this.places = places;
    this.events = events;
    this.ticker = ticker;
    this.startedAt = ticker.getAsLong();
  }

  @Override
  public Ledger ledger() {
    Departed.Sums before = departed.sums();
    long gone = before.discarded();
    long taken = before.written();
    long owed = taken + gone;
    for (Session session : sessions) {
      taken += session.cursor().taken();
      owed += room.owed(session);
    }
    return new Ledger(owed, taken, gone);
  }

  @Override
  public List<Connection> connections() {
    return census.list(ticker.getAsLong());
  }

  @Override
  public Map<CloseReason, Long> closes() {
    return tally.closes();
  }

  @Override
  public long closes(CloseReason reason) {
    return tally.closes(reason);
  }

  @Override
  public Metrics metrics() {
    RoomCounts counts = room.counts();
    Census.Sum sum = census.sum();
    return new Metrics(
        Duration.ofNanos(Math.max(0, ticker.getAsLong() - startedAt)),
        new Metrics.Connections(
            room.online(),
            connections.getAsInt(),
            tally.accepted.sum(),
            tally.pauses.sum(),
            tally.refusedNames.sum(),
            tally.refusedLogins.sum(),
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
        tally.oversized.sum(),
        tally.dropped.sum(),
        events == null ? 0 : events.missed());
  }

  private Metrics.Load load(RoomCounts counts, Census.Sum sum) {
    return new Metrics.Load(
        sum.pending(),
        sum.furthest(),
        room.limits().window(),
        counts.memory(),
        events == null ? 0 : events.backlog(),
        room.isOverloaded(),
        counts.overloads(),
        Duration.ofNanos(counts.overloadedNanos()));
  }
}
