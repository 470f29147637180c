package dev.parlance.chat.internal;

import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Limits;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** Counts the connections, in all and from each address, and decides who may come in. */
final class Arrivals {

  /** What becomes of a connection. */
  enum Verdict {
    WELCOME("", CloseReason.INTERNAL_ERROR),
    SERVER_FULL("server is full", CloseReason.TOO_MANY),
    ADDRESS_FULL("too many connections from your address", CloseReason.TOO_MANY_FROM_ADDRESS),
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

  private final Limits limits;
  private final Map<Long, Address> addresses = new HashMap<>();
  private int count;
  private int told;

  Arrivals(Limits limits) {
    this.limits = limits;
  }

  /** What is known of an address; guarded by the monitor of the arrivals. */
  private static final class Address {
    private int welcome;
    private int unnamed;
    private int told;
  }

  /** Somebody has come, and is counted until it {@link Arrival#left}. */
  synchronized Arrival enter(InetAddress from) {
    boolean exempt = limits.loopbackExempt() && from.isLoopbackAddress();
    Long key = key(from);
    Address address = addresses.computeIfAbsent(key, unused -> new Address());
    Arrival arrival = new Arrival(key, address, verdict(address, exempt));
    arrival.counted(1);
    return arrival;
  }

  private Verdict verdict(Address address, boolean exempt) {
    if (count >= limits.members()) {
      return Verdict.SERVER_FULL;
    }
    if (!exempt && reached(address.welcome, limits.perAddress())) {
      return Verdict.ADDRESS_FULL;
    }
    return !exempt && reached(address.unnamed, limits.unnamedPerAddress())
        ? Verdict.ADDRESS_UNNAMED
        : Verdict.WELCOME;
  }

  private static boolean reached(int number, int most) {
    return most > 0 && number >= most;
  }

  /**
   * Of IPv6 the network, as each of its hosts has all of that; of IPv4 the whole address, in a
   * range that IPv6 will never give to a network (RFC 4291, section 2.5.5).
   */
  private static Long key(InetAddress address) {
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
          if (address.welcome == 0 && address.told == 0) {
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
