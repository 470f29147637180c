package dev.parlance.chat;

import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.dialect.Framing;
import dev.parlance.chat.dialect.LineDialect;
import dev.parlance.chat.internal.Engine;
import dev.parlance.chat.internal.HouseRules;
import dev.parlance.chat.internal.Listening;
import dev.parlance.chat.internal.ServerCore;
import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.spi.Transport.Carrier;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A chat server inside an application: one room, reached by any number of transports and dialects.
 *
 * <pre>{@code
 * try (ChatServer server = ChatServer.builder()
 *     .listen(NioTransport.tcp(), 7777)
 *     .listener(Listener.lines(System.out::println))
 *     .start()) {
 *   server.broadcast("maintenance at noon");
 *   ...
 * }
 * }</pre>
 *
 * <p>Life: <em>built</em> → <em>listening</em> ({@link Builder#start} returns) → <em>stopping</em>
 * ({@link #stop} or {@link #close} was called) → <em>stopped</em>.
 *
 * <p>What is promised, by the numbers that the project's tests use:
 *
 * <ul>
 *   <li><b>D1 Acceptance.</b> A line is accepted when the room gives it a number. Before that
 *       nothing is promised.
 *   <li><b>D2 Total order.</b> Messages, joins, leaves and notices share one sequence: any two
 *       members see any two common events in the same order.
 *   <li><b>D3 Sender order.</b> Lines of one connection are accepted in the order received.
 *   <li><b>D4 Contiguity.</b> A member is owed exactly the events between its joining and leaving,
 *       less its own where the dialect does not echo. It receives a prefix of that without gaps or
 *       duplicates.
 *   <li><b>D5 Declared loss.</b> That prefix is cut short only by the end of the connection, and
 *       every end has one {@link CloseReason}, told to the listener and counted. (UDP: the network
 *       may lose datagrams; the server never does.)
 *   <li><b>D6 Isolation.</b> A member that does not read costs the others nothing: memory is
 *       bounded for the room, not for each member.
 *   <li><b>D7 Membership honesty.</b> Exactly one joined and one left for each accepted name; no
 *       notice for a connection that never got one.
 *   <li><b>D8 Shutdown.</b> {@link #stop} ends accepting and reading, numbers the final notice,
 *       flushes every member that reads, ends their connections in good order, resets the rest at
 *       the deadline, and reports.
 *   <li><b>D9 Not promised.</b> Receipt by a person, survival of a crash, history for late joiners,
 *       order across servers.
 * </ul>
 *
 * <p>All methods are safe from any thread, a listener's callback included, and none but {@link
 * #stop} and {@link #close} ever blocks. Two servers in one JVM know nothing of each other. All
 * threads are daemons and end with the server; no shutdown hook is registered.
 */
public final class ChatServer implements AutoCloseable {

  private final ServerCore server;

  private ChatServer(ServerCore server) {
    this.server = server;
  }

  /** {@return a builder of servers} */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * {@return where the server listens, in the order of the builder's calls, with the real ports}
   */
  public List<InetSocketAddress> addresses() {
    return server.addresses();
  }

  /** {@return the port of the first address that the server listens at} */
  public int port() {
    return addresses().get(0).getPort();
  }

  /**
   * Announces {@code text} to all members. Returns at once, however slow members are.
   *
   * @param text no longer than {@link Limits#line}, as what members say: clients leave longer ones
   *     out
   * @return true if the notice was accepted and got its number; false if it was not, because the
   *     room as a whole is behind (try again later), or because the server has stopped
   * @throws IllegalArgumentException if the text holds a line break or another control character,
   *     or is too long
   */
  public boolean broadcast(String text) {
    Texts.check(text, server.limits().line());
    return server.broadcast(text);
  }

  /**
   * Tells one member something, and nobody else: as a notice of its dialect, in order with
   * everything else that it is shown. Such a text has no number in the room's sequence, and the
   * server's listener is not told of it. Returns at once, however slow the member is.
   *
   * @param name the member's name; upper and lower case count as the same
   * @param text as for {@link #broadcast}
   * @return true if the member is owed the text from now on; false if there is no member of that
   *     name, or if 64 KiB that it alone was told wait for it to read
   * @throws IllegalArgumentException if the text holds a line break or another control character,
   *     or is too long
   */
  public boolean tell(String name, String text) {
    Objects.requireNonNull(name, "name");
    Texts.check(text, server.limits().line());
    return server.warden().tell(name, text);
  }

  /** {@return the members at this moment, in the order of joining} */
  public List<User> users() {
    return server.users();
  }

  /** {@return how many members there are at this moment} */
  public int online() {
    return server.online();
  }

  /**
   * Removes a member: it is told why, receives what it is still owed, and its connection ends as
   * {@link CloseReason#KICKED}.
   *
   * @param name the member's name; upper and lower case count as the same
   * @param why shown to the member
   * @return whether there was a member of that name
   * @throws IllegalArgumentException if {@code why} holds a line break or another control character
   */
  public boolean kick(String name, String why) {
    Objects.requireNonNull(name, "name");
    Texts.check(why);
    return server.warden().kick(name, why);
  }

  /**
   * Bans a name for good, see {@link #ban(String, String, Duration)}.
   *
   * @throws IllegalArgumentException if {@code why} holds a line break or another control character
   */
  public int ban(String name, String why) {
    Objects.requireNonNull(name, "name");
    Texts.check(why);
    return server.warden().ban(name, why, null);
  }

  /**
   * Bans a name for some time: whoever asks for it, or for one that counts as the same, is told so,
   * and its connection ends as {@link CloseReason#BANNED}; so does that of a member who has it,
   * after it has received what it is still owed. Another ban of the same name replaces the one
   * before. Bans live as long as the server.
   *
   * @param why shown to whom it meets, after "you are banned: "
   * @param time by the server's ticker; more than zero
   * @return how many members had to go
   * @throws IllegalArgumentException if {@code why} holds a line break or another control
   *     character, or the time is not more than zero
   */
  public int ban(String name, String why, Duration time) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(time, "time");
    Texts.check(why);
    return server.warden().ban(name, why, time);
  }

  /**
   * Bans an address for good, see {@link #ban(InetAddress, String, Duration)}.
   *
   * @throws IllegalArgumentException if {@code why} holds a line break or another control character
   */
  public int ban(InetAddress address, String why) {
    Objects.requireNonNull(address, "address");
    Texts.check(why);
    return server.warden().ban(address, why, null);
  }

  /**
   * Bans an address for some time: whoever connects from it is told so, unless there are many at
   * once or datagrams are the carrier, and its connection ends as {@link CloseReason#BANNED}; so do
   * all connections that there are from it. Of IPv6 the first 64 bits count as the address. Bans
   * live as long as the server.
   *
   * @param why shown to whom it meets, after "you are banned: "
   * @param time by the server's ticker; more than zero
   * @return how many members had to go
   * @throws IllegalArgumentException if {@code why} holds a line break or another control
   *     character, or the time is not more than zero
   */
  public int ban(InetAddress address, String why, Duration time) {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(time, "time");
    Texts.check(why);
    return server.warden().ban(address, why, time);
  }

  /**
   * Lifts the ban of a name.
   *
   * @return whether there was one
   */
  public boolean unban(String name) {
    return server.warden().unban(Objects.requireNonNull(name, "name"));
  }

  /**
   * Lifts the ban of an address.
   *
   * @return whether there was one
   */
  public boolean unban(InetAddress address) {
    return server.warden().unban(Objects.requireNonNull(address, "address"));
  }

  /** {@return the bans that hold, in the order in which they were imposed} */
  public List<Ban> bans() {
    return server.warden().bans();
  }

  /**
   * Has what a name says be refused for some time: its member is told so each time, and nobody else
   * sees anything of it. Holds as well when the member leaves and comes back, and when there is
   * none yet. Another call replaces the time of the one before.
   *
   * @param name upper and lower case count as the same
   * @param time by the server's ticker; more than zero
   * @return whether there is a member of that name now
   * @throws IllegalArgumentException if the time is not more than zero
   */
  public boolean mute(String name, Duration time) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(time, "time");
    return server.warden().mute(name, time);
  }

  /**
   * Lets a name be heard again.
   *
   * @return whether it was muted
   */
  public boolean unmute(String name) {
    return server.warden().unmute(Objects.requireNonNull(name, "name"));
  }

  /**
   * {@return all that the server counts, at this moment}
   *
   * <p>Takes about a tenth of a microsecond for each connection, holds up neither the room nor the
   * connections, and may be called as often as once a second in the fullest room, from any number
   * of places. The parts are looked at one after the other: what happens meanwhile may be in one
   * and not yet in another.
   */
  public Metrics metrics() {
    return server.figures().metrics();
  }

  /**
   * {@return the connections at this moment, the oldest first: those of members, and those of who
   * has no name yet or is about to go}
   *
   * <p>For showing them to people. Makes an object for each and sorts them, and holds up neither
   * the room nor the connections.
   */
  public List<Connection> connections() {
    return server.figures().connections();
  }

  /** {@return how many connections have ended, for each reason} */
  public Map<CloseReason, Long> closes() {
    return server.figures().closes();
  }

  /** {@return how many connections have ended for one reason} */
  public long closes(CloseReason reason) {
    return server.figures().closes(reason);
  }

  /** {@return what has been owed to all connections so far, and what became of it, in bytes} */
  public Ledger ledger() {
    return server.figures().ledger();
  }

  /**
   * Stops, as D8 of the promise says, and returns when all connections have ended: after {@link
   * Limits#drain} and a few seconds at the latest. Called a second time or from several threads, it
   * stops once, and each call returns when that is done; a call from a listener's callback does not
   * wait for other callers. A call from a {@link Filter}, a {@link NamePolicy} or an {@link
   * Authenticator} that the server is asking begins to stop and returns at once, as its thread has
   * part in what is to be done.
   *
   * @return what became of the connections: of none, from a call that did not wait
   */
  public StopReport stop() {
    return server.stop();
  }

  /** Like {@link #stop}, without the report. */
  @Override
  public void close() {
    server.stop();
  }

  /** Says where a server listens, who listens to it, and its limits. */
  public static final class Builder {

    private final List<Listening> places = new ArrayList<>();
    private Limits limits = Limits.defaults();
    private @Nullable Listener listener;
    private @Nullable Function<? super ChatServer, ? extends Listener> listening;
    private NamePolicy names = NamePolicy.ascii();
    private @Nullable Authenticator authenticator;
    private @Nullable Filter filter;
    private InstantSource clock = InstantSource.system();
    private LongSupplier ticker = System::nanoTime;

    private Builder() {}

    /**
     * Listens at {@code port} of the loopback address, in the {@code line} dialect.
     *
     * @param port 0 to 65535; 0 asks for any free port
     */
    public Builder listen(Transport transport, int port) {
      return listen(transport, port, new LineDialect());
    }

    /**
     * Listens at {@code port} of the loopback address.
     *
     * @param port 0 to 65535; 0 asks for any free port
     */
    public Builder listen(Transport transport, int port, Dialect dialect) {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      return listen(transport, new InetSocketAddress(loopback, port), dialect);
    }

    /**
     * Listens at {@code address}, in the {@code line} dialect.
     *
     * @see #listen(Transport, InetSocketAddress, Dialect)
     */
    public Builder listen(Transport transport, InetSocketAddress address) {
      return listen(transport, address, new LineDialect());
    }

    /**
     * Listens at {@code address}. The wildcard address makes the server reachable from everywhere:
     * mind who that is.
     *
     * @throws IllegalArgumentException if the dialect cannot be spoken over the transport: one of
     *     datagrams needs a transport of datagrams, any other one of streams
     */
    public Builder listen(Transport transport, InetSocketAddress address, Dialect dialect) {
      Objects.requireNonNull(address, "address");
      boolean datagrams = dialect.framing() == Framing.DATAGRAMS;
      if (datagrams != (transport.carrier() == Carrier.DATAGRAM)) {
        throw new IllegalArgumentException(
            "dialect "
                + dialect.name()
                + " needs a transport of "
                + (datagrams ? "datagrams" : "streams")
                + ", and this one is of the other kind");
      }
      places.add(new Listening(transport, address, dialect));
      return this;
    }

    /** Has {@code listener} told of everything that happens. One at most. */
    public Builder listener(Listener listener) {
      this.listener = Objects.requireNonNull(listener, "listener");
      this.listening = null;
      return this;
    }

    /**
     * Has a listener told of everything that happens that needs the server itself, to answer say:
     * {@code listener(Host::new)}.
     *
     * @param listening called by {@link #start}, once the server is bound; the listener that it
     *     makes is then told of everything from the beginning. If it throws, so does {@code start},
     *     and the server is closed.
     */
    public Builder listener(Function<? super ChatServer, ? extends Listener> listening) {
      this.listening = Objects.requireNonNull(listening, "listening");
      this.listener = null;
      return this;
    }

    /** Sets which names are allowed; {@link NamePolicy#ascii} unless called. */
    public Builder names(NamePolicy names) {
      this.names = Objects.requireNonNull(names, "names");
      return this;
    }

    /** Sets who decides who may join; anybody may, by any name that is free, unless called. */
    public Builder authenticator(Authenticator authenticator) {
      this.authenticator = Objects.requireNonNull(authenticator, "authenticator");
      return this;
    }

    /** Sets what looks at texts before they are said; nothing does unless called. */
    public Builder filter(Filter filter) {
      this.filter = Objects.requireNonNull(filter, "filter");
      return this;
    }

    /** Sets the limits; {@link Limits#defaults} unless called. */
    public Builder limits(Limits limits) {
      this.limits = Objects.requireNonNull(limits, "limits");
      return this;
    }

    /** Sets where messages get their time from; the system's clock unless called. */
    public Builder clock(InstantSource clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /**
     * Sets what time limits are measured by, in nanoseconds from any origin, never going back:
     * {@link System#nanoTime} unless called. For tests that do not want to wait.
     */
    public Builder ticker(LongSupplier ticker) {
      this.ticker = Objects.requireNonNull(ticker, "ticker");
      return this;
    }

    /**
     * Starts a server. When this returns, it is bound everywhere, and clients can connect; some may
     * have done so already, and the listener have been told of them.
     *
     * @throws ChatException if it cannot listen at one of the addresses; the message names it and
     *     says why (in use, not permitted, an unknown host), and nothing is left bound
     * @throws IllegalStateException if there is no place to listen at, or chat-engine is missing
     */
    public ChatServer start() {
      if (places.isEmpty()) {
        throw new IllegalStateException("call listen(…) first: there is no place to listen at");
      }
      if (listening == null) {
        return start(listener);
      }
      LateListener late = new LateListener();
      return late.listenTo(() -> start(late), listening, ChatServer::close);
    }

    private ChatServer start(@Nullable Listener hearer) {
      HouseRules rules = new HouseRules(names, authenticator, filter);
      return new ChatServer(
          Engine.get().start(List.copyOf(places), limits, hearer, clock, ticker, rules));
    }
  }
}
