package dev.parlance.chat.engine;

import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Limits;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Counts the connections, in all and from each address, and decides who may come in. */
final class Arrivals {

  /** What becomes of a connection. */
  enum Verdict {
    WELCOME("", CloseReason.INTERNAL_ERROR),
    BANNED("you are banned", CloseReason.BANNED),
    SERVER_FULL("server is full", CloseReason.TOO_MANY),
    ADDRESS_FULL("too many connections from your address", CloseReason.TOO_MANY_FROM_ADDRESS),
    ADDRESS_HASTY(
        "too many new connections from your address, try again in a minute",
        CloseReason.TOO_MANY_FROM_ADDRESS),
    ADDRESS_UNNAMED(
        "too many connections without a name from your address", CloseReason.TOO_MANY_FROM_ADDRESS);

    private final String why;
    private final CloseReason reason;

    Verdict(String why, CloseReason reason) {
      this.why = why;
      this.reason = reason;
    }

    /** What who is not welcome is told. */
    String why() {
      return why;
    }

    /** Why the connection of who is not welcome ends. */
    CloseReason reason() {
      return reason;
    }
  }

  /** Connections that are told why they are refused; yet further ones are reset without a word. */
  private static final int TOLD_IN_ALL = 64;

  private static final int TOLD_PER_ADDRESS = 4;

  private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

  /** Addresses that are remembered before it is worth looking which can be forgotten. */
  private static final int FEW = 1024;

  private final Limits limits;
  private final LongSupplier ticker;
  private final Map<Long, Address> addresses = new HashMap<>();
  private int worthForgetting = FEW;
  private int count;
  private int told;

  Arrivals(Limits limits, LongSupplier ticker) {
    this.limits = limits;
    this.ticker = ticker;
  }

  /** What is known of an address; guarded by the monitor of the arrivals. */
  private static final class Address {
    private int welcome;
    private int unnamed;
    private int told;

    /** When nothing will be left to hold its newcomers against it, by the ticker. */
    private long freshAt;

    private boolean isForgettable(long now) {
      return welcome == 0 && told == 0 && freshAt - now <= 0;
    }
  }

  /** Somebody has come who may be banned, and is counted until it {@link Arrival#left}. */
  synchronized Arrival enter(InetAddress from, boolean banned) {
    boolean exempt = limits.loopbackExempt() && from.isLoopbackAddress();
    long now = ticker.getAsLong();
    Long key = key(from);
    Address address = addresses.get(key);
    if (address == null) {
      address = remember(key, now);
    }
    Verdict verdict = banned ? Verdict.BANNED : verdict(address, exempt, now);
    Arrival arrival = new Arrival(key, address, verdict);
    arrival.counted(1);
    return arrival;
  }

  /**
   * Forgets others first when there may be as many to forget as to keep, so that it stays cheap.
   */
  private Address remember(Long key, long now) {
    if (addresses.size() >= worthForgetting) {
      addresses.values().removeIf(address -> address.isForgettable(now));
      worthForgetting = Math.max(FEW, 2 * addresses.size());
    }
    Address address = new Address();
    address.freshAt = now;
    addresses.put(key, address);
    return address;
  }

  /** How many addresses something is known of. */
  synchronized int remembered() {
    return addresses.size();
  }

  private Verdict verdict(Address address, boolean exempt, long now) {
    if (count >= limits.members()) {
      return Verdict.SERVER_FULL;
    }
    if (exempt) {
      return Verdict.WELCOME;
    }
    if (reached(address.welcome, limits.perAddress())) {
      return Verdict.ADDRESS_FULL;
    }
    if (reached(address.unnamed, limits.unnamedPerAddress())) {
      return Verdict.ADDRESS_UNNAMED;
    }
    return isHasty(address, now) ? Verdict.ADDRESS_HASTY : Verdict.WELCOME;
  }

  /** A token bucket that holds what a minute brings: when it will be full says all of it. */
  private boolean isHasty(Address address, long now) {
    int most = limits.newPerAddress();
    if (most == 0) {
      return false;
    }
    long freshAt = (address.freshAt - now > 0 ? address.freshAt : now) + MINUTE_NANOS / most;
    if (freshAt - now > MINUTE_NANOS) {
      return true;
    }
    address.freshAt = freshAt;
    return false;
  }

  private static boolean reached(int number, int most) {
    return most > 0 && number >= most;
  }

  /**
   * Of IPv6 the network, as each of its hosts has all of that; of IPv4 the whole address, in a
   * range that IPv6 will never give to a network (RFC 4291, section 2.5.5).
   */
  static Long key(InetAddress address) {
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    return bytes.remaining() == Integer.BYTES
        ? 0x0000_ffff_0000_0000L | Integer.toUnsignedLong(bytes.getInt())
        : bytes.getLong();
  }

  /** One connection, from its coming to its end. */
  final class Arrival {

    private final Long key;
    private final Address address;
    private final Verdict verdict;
    private final boolean mayBeTold;
    private boolean unnamed = true;
    private boolean gone;

    private Arrival(Long key, Address address, Verdict verdict) {
      this.key = key;
      this.address = address;
      this.verdict = verdict;
      this.mayBeTold = told < TOLD_IN_ALL && address.told < TOLD_PER_ADDRESS;
    }

    Verdict verdict() {
      return verdict;
    }

    /** Whether somebody who is not welcome is told so. */
    boolean mayBeTold() {
      return mayBeTold;
    }

    /** It has joined. */
    void joined() {
      synchronized (Arrivals.this) {
        if (unnamed && !gone) {
          unnamed = false;
          address.unnamed--;
        }
      }
    }

    /** It has gone. */
    void left() {
      synchronized (Arrivals.this) {
        if (!gone) {
          gone = true;
          counted(-1);
          if (address.isForgettable(ticker.getAsLong())) {
            addresses.remove(key, address);
          }
        }
      }
    }

    private void counted(int one) {
      if (verdict == Verdict.WELCOME) {
        count += one;
        address.welcome += one;
        address.unnamed += unnamed ? one : 0;
      } else if (mayBeTold) {
        told += one;
        address.told += one;
      }
    }
  }
}
