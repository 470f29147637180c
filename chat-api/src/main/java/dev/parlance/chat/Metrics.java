package dev.parlance.chat;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;

/**
 * How a server is doing: all its numbers at one moment, as {@link ChatServer#metrics} finds them.
 * What is called a count only ever grows while the server lives, also when nobody looks, so that
 * two looks make a rate:
 *
 * <pre>{@code
 * Metrics before = server.metrics();
 * ...
 * Metrics now = server.metrics();
 * double deliveries = now.perSecond(before, m -> m.messages().deliveries());
 * }</pre>
 *
 * <p>There is nothing to register and nobody is called: a server counts where it works anyway, and
 * who wants to know asks, as often as suits him. So being watched costs a server nothing between
 * the looks, and nothing at all for each message and member. What happens seldom is told as it
 * happens: {@link Listener#closed(Closed)} tells of each end of a connection, refusals included.
 *
 * <p>Immutable. The library alone makes these, but for tests; components may be added.
 *
 * @param uptime since the server was started, by its ticker
 * @param connections who came, and what became of them
 * @param messages what happened in the room
 * @param bytes what went over the network
 * @param load how far the members are behind, and the room with them
 */
public record Metrics(
    Duration uptime, Connections connections, Messages messages, Bytes bytes, Load load) {

  /** Checks that nothing is null. */
  public Metrics {
    Objects.requireNonNull(uptime, "uptime");
    Objects.requireNonNull(connections, "connections");
    Objects.requireNonNull(messages, "messages");
    Objects.requireNonNull(bytes, "bytes");
    Objects.requireNonNull(load, "load");
  }

  /**
   * {@return by how much a count has grown in a second, on the average since {@code before}; 0 if
   * no time has passed}
   *
   * @param before an earlier look at the same server
   * @param count which one
   */
  public double perSecond(Metrics before, ToLongFunction<Metrics> count) {
    long nanos = uptime.minus(before.uptime).toNanos();
    long more = count.applyAsLong(this) - count.applyAsLong(before);
    return nanos <= 0 ? 0 : more * 1e9 / nanos;
  }

  /**
   * Who came, and what became of them.
   *
   * @param members who is in the room now
   * @param open connections that there are now: those of members, of those that have not said a
   *     name yet, and of those whose end has been decided but has not come
   * @param accepted a count: connections that the transports accepted, those included that were
   *     turned away at once
   * @param pauses a count: how often a transport could accept nothing, as for want of descriptors,
   *     and rested before it tried again
   * @param refusedNames a count: attempts to join by a name that was not allowed, or taken; who
   *     asked was told, and could try another
   * @param refusedLogins a count: attempts to join that the {@link Authenticator} refused or did
   *     not decide in time
   * @param closes counts: how many connections have ended, for every reason there is
   * @param places where the server listens, and who is in the room from there, in the order of the
   *     builder's calls
   */
  public record Connections(
      int members,
      int open,
      long accepted,
      long pauses,
      long refusedNames,
      long refusedLogins,
      Map<CloseReason, Long> closes,
      List<Place> places) {

    /** Copies the map, adds the reasons that it lacks, and copies the list. */
    public Connections {
      places = List.copyOf(places);
      Map<CloseReason, Long> all = new EnumMap<>(CloseReason.class);
      for (CloseReason reason : CloseReason.values()) {
        all.put(reason, closes.getOrDefault(reason, 0L));
      }
      closes = Collections.unmodifiableMap(all);
    }

    /** {@return a count: how many connections have ended for this reason} */
    public long closed(CloseReason reason) {
      return closes.getOrDefault(reason, 0L);
    }

    /** {@return a count: how many connections have ended} */
    public long closed() {
      return closes.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * {@return a count: how many connections were turned away because there were too many, in all
     * or from one address}
     */
    public long refused() {
      return closed(CloseReason.TOO_MANY) + closed(CloseReason.TOO_MANY_FROM_ADDRESS);
    }
  }

  /**
   * A place where the server listens.
   *
   * @param transport what the transport is called, by its {@code toString}: "nio"
   * @param dialect what the dialect is called: "line"
   * @param members who is in the room from there now
   */
  public record Place(String transport, String dialect, int members) {

    /** Checks that nothing is null. */
    public Place {
      Objects.requireNonNull(transport, "transport");
      Objects.requireNonNull(dialect, "dialect");
    }
  }

  /**
   * What happened in the room. Counts all.
   *
   * @param said what members said
   * @param joins who joined
   * @param leaves who left
   * @param notices what the application announced with success, and the final notice
   * @param deliveries how many times any of these became owed to a member: one for each that it is
   *     to be shown to. What a server has to do, while {@link Bytes} tell what it has done
   * @param refused announcements that {@link ChatServer#broadcast} refused
   * @param oversized lines, chunks or datagrams dropped as they were longer than {@link
   *     Limits#line}; their senders were told
   * @param dropped datagrams dropped as they came faster than {@link Limits#linesPerSecond}, while
   *     the room was behind, or before an {@link Authenticator} had decided. Over streams nothing
   *     is ever dropped: there, input waits
   * @param missed calls that the application's {@link Listener} was too slow for
   */
  public record Messages(
      long said,
      long joins,
      long leaves,
      long notices,
      long deliveries,
      long refused,
      long oversized,
      long dropped,
      long missed) {

    /** {@return a count: all that got a number in the room's sequence} */
    public long accepted() {
      return said + joins + leaves + notices;
    }
  }

  /**
   * What went over the network, without what the layers below add. Counts all.
   *
   * @param received what was read from connections
   * @param written what the transports took of what was owed to connections
   * @param discarded what was still owed to connections when they were gone
   */
  public record Bytes(long received, long written, long discarded) {}

  /**
   * How far the members are behind, and the room with them.
   *
   * @param pending bytes that are owed to connections now and not written, in all
   * @param furthest bytes that are owed to the one connection that is owed most. Near {@link
   *     #window} it will be closed as {@link CloseReason#SLOW_CONSUMER}
   * @param window the bytes that a connection may be behind, {@link Limits#window}
   * @param memory bytes of memory that hold what members have yet to read: a window for each
   *     dialect in use, and a bit, at most. Is not given back while the server lives
   * @param listener calls that wait for the application's {@link Listener}; of {@link
   *     Listener#BACKLOG} more the oldest would be dropped
   * @param overloaded whether talkers wait and announcements are refused until the room has caught
   *     up
   * @param overloads a count: how often that began
   * @param overloadedFor a count: how long it was so in all, the present included
   */
  public record Load(
      long pending,
      long furthest,
      long window,
      long memory,
      int listener,
      boolean overloaded,
      long overloads,
      Duration overloadedFor) {

    /** Checks that nothing is null. */
    public Load {
      Objects.requireNonNull(overloadedFor, "overloadedFor");
    }
  }
}
