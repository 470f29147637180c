package dev.parlance.chat;

import java.time.Duration;
import java.util.Objects;

/**
 * Every limit of a server or client, each with a safe default. Immutable: each method that sets a
 * limit returns a changed copy.
 *
 * <pre>{@code
 * Limits.defaults().withLine(8192).withWindow(64 << 20)
 * }</pre>
 */
public final class Limits {

  /** Longer than any process lives, and yet a number of nanoseconds that can be added to others. */
  private static final Duration NEVER = Duration.ofDays(10 * 365);

  private static final Limits DEFAULTS = new Limits();

  private Duration nameDeadline = Duration.ofSeconds(10);
  private Duration loginDeadline = Duration.ofSeconds(5);
  private boolean bidirectional;
  private int line = 4096;
  private int endlessLine = 16 << 10;
  private int beforeName = 1024;
  private int window = 16 << 20;
  private Duration stall = Duration.ofSeconds(10);
  private Duration idle = Duration.ofMinutes(5);
  private int bytesPerDatagram = 64 << 10;
  private int members = 20_000;
  private int perAddress = 64;
  private int unnamedPerAddress = 16;
  private int newPerAddress = 240;
  private boolean loopbackExempt = true;
  private int linesPerSecond;
  private int burst = 10;
  private Duration patience = Duration.ofSeconds(30);
  private Duration drain = Duration.ofSeconds(10);
  private Duration coalesce = Duration.ZERO;
  private int announceUpTo = Integer.MAX_VALUE;

  private Limits() {}

  private Limits(Limits that) {
    nameDeadline = that.nameDeadline;
    loginDeadline = that.loginDeadline;
    bidirectional = that.bidirectional;
    line = that.line;
    endlessLine = that.endlessLine;
    beforeName = that.beforeName;
    window = that.window;
    stall = that.stall;
    idle = that.idle;
    bytesPerDatagram = that.bytesPerDatagram;
    members = that.members;
    perAddress = that.perAddress;
    unnamedPerAddress = that.unnamedPerAddress;
    newPerAddress = that.newPerAddress;
    loopbackExempt = that.loopbackExempt;
    linesPerSecond = that.linesPerSecond;
    burst = that.burst;
    patience = that.patience;
    drain = that.drain;
    coalesce = that.coalesce;
    announceUpTo = that.announceUpTo;
  }

  /** {@return the limits that hold unless others are given} */
  public static Limits defaults() {
    return DEFAULTS;
  }

  /**
   * {@return how long a connection may take from being accepted to having its name accepted}
   *
   * <p>Absolute: bytes that arrive do not renew it, so that nobody holds a connection open by
   * dripping. Default 10 s, as for the handshakes of RabbitMQ and Netty: ample for a person whose
   * client asks for the name first. A client waits as long for its name to be accepted.
   */
  public Duration nameDeadline() {
    return nameDeadline;
  }

  /** {@return these limits with another {@link #nameDeadline}, more than zero} */
  public Limits withNameDeadline(Duration value) {
    Limits copy = new Limits(this);
    copy.nameDeadline = positive("nameDeadline", value);
    return copy;
  }

  /**
   * {@return how long an {@link Authenticator} may take for one attempt}
   *
   * <p>After that the peer is refused and may try again. {@link #nameDeadline} goes on meanwhile
   * and is never prolonged; what is longer than that is of no effect. Default 5 s: ample for a
   * password hash or a directory, and it leaves time for a second attempt.
   */
  public Duration loginDeadline() {
    return loginDeadline;
  }

  /** {@return these limits with another {@link #loginDeadline}, more than zero} */
  public Limits withLoginDeadline(Duration value) {
    Limits copy = new Limits(this);
    copy.loginDeadline = positive("loginDeadline", value);
    return copy;
  }

  /**
   * {@return whether texts of members may hold characters that turn the direction of writing,
   * U+202A to U+202E and U+2066 to U+2069}
   *
   * <p>Default false: with them a line can be made to read as what it is not. Arabic and Hebrew do
   * without: the direction follows from the letters, and the marks U+200E, U+200F and U+061C are
   * always allowed. Names never hold any of them; and texts never hold control characters but the
   * tabulator, or the line separators U+2028 and U+2029, by which one line becomes two.
   */
  public boolean bidirectional() {
    return bidirectional;
  }

  /** {@return these limits with another {@link #bidirectional}} */
  public Limits withBidirectional(boolean value) {
    Limits copy = new Limits(this);
    copy.bidirectional = value;
    return copy;
  }

  /**
   * {@return the longest line or message that is accepted, in bytes without its ending}
   *
   * <p>A longer one is refused as a whole, never cut; the connection goes on. Default 4096: several
   * times what people type, and small enough that an entry never dominates a write. At most 64 KiB.
   */
  public int line() {
    return line;
  }

  /** {@return these limits with another {@link #line}, 64 to 65536} */
  public Limits withLine(int value) {
    Limits copy = new Limits(this);
    copy.line = within("line", value, 64, 64 << 10);
    copy.endlessLine = Math.max(endlessLine, 4 * value);
    return copy;
  }

  /**
   * {@return after how many bytes without an end of line the connection is closed as {@link
   * CloseReason#LINE_TOO_LONG}}
   *
   * <p>Default 16 KiB: four times the longest line; whoever sends more does not speak in lines.
   */
  public int endlessLine() {
    return endlessLine;
  }

  /** {@return these limits with another {@link #endlessLine}, {@link #line} to 1 GiB} */
  public Limits withEndlessLine(int value) {
    Limits copy = new Limits(this);
    copy.endlessLine = within("endlessLine", value, line, 1 << 30);
    return copy;
  }

  /**
   * {@return how many bytes a connection may send before its name is accepted}
   *
   * <p>Default 1 KiB: several attempts at a name of 32 characters. A read that carries the accepted
   * name may carry more behind it.
   */
  public int beforeName() {
    return beforeName;
  }

  /** {@return these limits with another {@link #beforeName}, 64 to 65536} */
  public Limits withBeforeName(int value) {
    Limits copy = new Limits(this);
    copy.beforeName = within("beforeName", value, 64, 64 << 10);
    return copy;
  }

  /**
   * {@return how many bytes of a room's encoded events are kept for members that lag, for each
   * dialect in use}
   *
   * <p>A member that falls further behind is closed as {@link CloseReason#SLOW_CONSUMER}. The
   * window belongs to the room and not to a member, so it can be generous. Default 16 MiB: about
   * 200 000 messages of 64 bytes, several seconds of all that a small machine can publish. Memory
   * for it is taken as the room fills it.
   *
   * <p>Talkers wait when they are half a window ahead of the last member that keeps up, so that
   * with a small one they wait more often, and nobody falls out of it who keeps up. That is who
   * takes at least 64 KiB a second when there is so much, and is no more than a quarter of a window
   * behind half of the others, or comes to where these were within two seconds in which they had
   * nothing more to take. Joins and leaves do not wait: of 1 MiB, the least, a quarter is left for
   * them, enough for those of 5000 members at once.
   */
  public int window() {
    return window;
  }

  /** {@return these limits with another {@link #window}, 1 MiB to 1 GiB} */
  public Limits withWindow(int value) {
    Limits copy = new Limits(this);
    copy.window = within("window", value, 1 << 20, 1 << 30);
    return copy;
  }

  /**
   * {@return how long a member may take nothing of what it is owed before it is closed as {@link
   * CloseReason#STALLED}}
   *
   * <p>Default 10 s, as NATS's write deadline: longer than a hiccup of the network or a pause of
   * the peer's collector, shorter than a person's patience with a ghost in the room.
   */
  public Duration stall() {
    return stall;
  }

  /** {@return these limits with another {@link #stall}, more than zero} */
  public Limits withStall(Duration value) {
    Limits copy = new Limits(this);
    copy.stall = positive("stall", value);
    return copy;
  }

  /**
   * {@return after how long without a datagram from a member it is closed as {@link
   * CloseReason#IDLE}}
   *
   * <p>Holds for datagram transports alone, where it is the only sign of a peer that has gone; a
   * stream tells of its end. Default 5 min.
   */
  public Duration idle() {
    return idle;
  }

  /** {@return these limits with another {@link #idle}, more than zero} */
  public Limits withIdle(Duration value) {
    Limits copy = new Limits(this);
    copy.idle = positive("idle", value);
    return copy;
  }

  /**
   * {@return how many bytes a member over datagrams is sent after the last datagram that came from
   * it; 0 for any number}
   *
   * <p>Who is sent more is closed as {@link CloseReason#IDLE} and no more is sent to it, as its
   * address may be forged, and who lives there may never have asked. Default 64 KiB: about a
   * thousand messages, more than is said in {@link #idle} where people talk. See {@link
   * #loopbackExempt}.
   */
  public int bytesPerDatagram() {
    return bytesPerDatagram;
  }

  /** {@return these limits with another {@link #bytesPerDatagram}, 0 (any number) to 1 GiB} */
  public Limits withBytesPerDatagram(int value) {
    Limits copy = new Limits(this);
    copy.bytesPerDatagram = within("bytesPerDatagram", value, 0, 1 << 30);
    return copy;
  }

  /**
   * {@return how many connections a server has at most, those without a name included}
   *
   * <p>Further ones are told so and closed as {@link CloseReason#TOO_MANY}. Default 20 000.
   */
  public int members() {
    return members;
  }

  /** {@return these limits with another {@link #members}, 1 to 10 million} */
  public Limits withMembers(int value) {
    Limits copy = new Limits(this);
    copy.members = within("members", value, 1, 10_000_000);
    return copy;
  }

  /**
   * {@return how many connections a server has at most from one address, those without a name
   * included; 0 for any number}
   *
   * <p>Further ones are told so and closed as {@link CloseReason#TOO_MANY_FROM_ADDRESS}. Of IPv6,
   * the first 64 bits count as the address: whoever has one of a network's addresses has them all.
   * Default 64: a classroom or an office behind one address, and still no hold on a whole server.
   * See {@link #loopbackExempt}.
   */
  public int perAddress() {
    return perAddress;
  }

  /** {@return these limits with another {@link #perAddress}, 0 (any number) to 10 million} */
  public Limits withPerAddress(int value) {
    Limits copy = new Limits(this);
    copy.perAddress = within("perAddress", value, 0, 10_000_000);
    return copy;
  }

  /**
   * {@return how many of the connections from one address may be without a name; 0 for any number}
   *
   * <p>Counted, refused and closed like {@link #perAddress}. Default 16: a name takes a person
   * seconds and a program milliseconds, so hardly ever are more in the middle of it at once.
   */
  public int unnamedPerAddress() {
    return unnamedPerAddress;
  }

  /**
   * {@return these limits with another {@link #unnamedPerAddress}, 0 (any number) to 10 million}
   */
  public Limits withUnnamedPerAddress(int value) {
    Limits copy = new Limits(this);
    copy.unnamedPerAddress = within("unnamedPerAddress", value, 0, 10_000_000);
    return copy;
  }

  /**
   * {@return how many connections may come from one address within a minute, those included that
   * have gone again; 0 for any number}
   *
   * <p>As many may come at once, and then one for each that the minute brings. Further ones are
   * counted, refused and closed like {@link #perAddress}. So nobody fills the room with joins and
   * leaves by connecting over and over, or tries secrets at leisure. Default 240: all of {@link
   * #perAddress} may come back four times a minute.
   */
  public int newPerAddress() {
    return newPerAddress;
  }

  /** {@return these limits with another {@link #newPerAddress}, 0 (any number) to 10 million} */
  public Limits withNewPerAddress(int value) {
    Limits copy = new Limits(this);
    copy.newPerAddress = within("newPerAddress", value, 0, 10_000_000);
    return copy;
  }

  /**
   * {@return whether {@link #perAddress}, {@link #unnamedPerAddress}, {@link #newPerAddress} and
   * {@link #bytesPerDatagram} let connections from this same machine alone}
   *
   * <p>Default true, as in Ergo: who can run programs here needs no connections to harm the server,
   * while tests, bots beside the server and all that comes through a proxy or tunnel on this
   * machine share the loopback address. False where users of the machine are not trusted.
   */
  public boolean loopbackExempt() {
    return loopbackExempt;
  }

  /** {@return these limits with another {@link #loopbackExempt}} */
  public Limits withLoopbackExempt(boolean value) {
    Limits copy = new Limits(this);
    copy.loopbackExempt = value;
    return copy;
  }

  /**
   * {@return how many lines (chunks, datagrams) a second a connection may send in the long run; 0
   * for any number}
   *
   * <p>Over a stream, more are not read until it is their turn: they come later, none is lost, and
   * none overtakes another. Datagrams cannot wait like that; those above the rate are dropped and
   * counted ({@link Metrics.Messages#dropped}). Every line counts, empty ones and commands, too.
   *
   * <p>Default 0: the room itself makes its talkers wait when members cannot keep up, and so does
   * the connection of each, whereas a rate that suits people would silently slow down every
   * embedded bot, game or gauge. For a room of people who do not know each other, 5 with a {@link
   * #burst} of 10 is a good choice: Ergo has 2 with a burst of 5, and nobody types that fast.
   */
  public int linesPerSecond() {
    return linesPerSecond;
  }

  /** {@return these limits with another {@link #linesPerSecond}, 0 (any number) to 1 million} */
  public Limits withLinesPerSecond(int value) {
    Limits copy = new Limits(this);
    copy.linesPerSecond = within("linesPerSecond", value, 0, 1_000_000);
    return copy;
  }

  /**
   * {@return how many lines a connection may send at once, ahead of {@link #linesPerSecond}}
   *
   * <p>Default 10: a pasted paragraph. Of no meaning without a rate.
   */
  public int burst() {
    return burst;
  }

  /** {@return these limits with another {@link #burst}, 1 to 1 million} */
  public Limits withBurst(int value) {
    Limits copy = new Limits(this);
    copy.burst = within("burst", value, 1, 1_000_000);
    return copy;
  }

  /**
   * {@return for how long lines of a connection may have to wait for {@link #linesPerSecond},
   * without a break, before it is closed as {@link CloseReason#FLOOD}}
   *
   * <p>Who keeps to the rate is never closed for it, and who pastes twenty lines at once is not,
   * either. Default 30 s: at 5 lines a second, 160 lines at once. Of no meaning without a rate.
   */
  public Duration patience() {
    return patience;
  }

  /** {@return these limits with another {@link #patience}, more than zero} */
  public Limits withPatience(Duration value) {
    Limits copy = new Limits(this);
    copy.patience = positive("patience", value);
    return copy;
  }

  /**
   * {@return how long {@link ChatServer#close} gives members to take what they are owed, and how
   * long any connection that ends is given for that, and then once more to end its own side}
   *
   * <p>Default 10 s; a member that reads needs milliseconds. What it says meanwhile is read and
   * thrown away. Who does not end its own side is closed after a second already, if it is silent
   * and must have read everything by then, at 64 KiB a second.
   */
  public Duration drain() {
    return drain;
  }

  /** {@return these limits with another {@link #drain}, more than zero} */
  public Limits withDrain(Duration value) {
    Limits copy = new Limits(this);
    copy.drain = positive("drain", value);
    return copy;
  }

  /**
   * {@return for how long a message may be held, so that it leaves in one write with those that
   * follow it}
   *
   * <p>Default zero: every message is sent at once, and leaves with others only when it is busy
   * anyway. Where messages come steadily but not fast enough for that, each costs one system call
   * for each member, which is what bounds any server; holding them for 2 ms, too short to be
   * noticed, makes one call of several. Nothing is held while it would gain nothing: in a room that
   * is quiet or small, or when messages come further apart than this.
   */
  public Duration coalesce() {
    return coalesce;
  }

  /** {@return these limits with another {@link #coalesce}, zero to 1 s} */
  public Limits withCoalesce(Duration value) {
    Objects.requireNonNull(value, "coalesce");
    if (value.isNegative() || value.compareTo(Duration.ofSeconds(1)) > 0) {
      throw new IllegalArgumentException("coalesce must be zero to 1 s: " + value);
    }
    Limits copy = new Limits(this);
    copy.coalesce = value;
    return copy;
  }

  /**
   * {@return up to how many members a room announces joins and leaves}
   *
   * <p>While there are more, members are not shown who comes and goes, which at ten thousand is
   * nothing that anybody reads: if all of them join at once, each is sent one line for each that
   * follows. Who joins is welcomed all the same, the listener is told of everything, and a {@code
   * /who} gives the number. Default {@link Integer#MAX_VALUE}: always; 0 is never.
   */
  public int announceUpTo() {
    return announceUpTo;
  }

  /** {@return these limits with another {@link #announceUpTo}, 0 or more} */
  public Limits withAnnounceUpTo(int value) {
    Limits copy = new Limits(this);
    copy.announceUpTo = within("announceUpTo", value, 0, Integer.MAX_VALUE);
    return copy;
  }

  private static Duration positive(String limit, Duration value) {
    Objects.requireNonNull(value, limit);
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(limit + " must be more than zero: " + value);
    }
    return value.compareTo(NEVER) < 0 ? value : NEVER;
  }

  private static int within(String limit, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          limit + " must be " + least + " to " + most + ": " + value);
    }
    return value;
  }
}
