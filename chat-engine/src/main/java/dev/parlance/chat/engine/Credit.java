package dev.parlance.chat.engine;

import dev.parlance.chat.Limits;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * How much goes to an address that may have been forged, as that of datagrams may be: so much for
 * each datagram that comes from it, lest somebody have a stranger be talked to for nothing.
 */
final class Credit {

  private final int most;

  /** What had been sent when it was last heard of. */
  private volatile long sentBefore;

  private Credit(int most) {
    this.most = most;
  }

  /** What a member over datagrams has, or null for one that has as much as it likes. */
  static @Nullable Credit of(Limits limits, InetAddress address) {
    boolean exempt = limits.loopbackExempt() && address.isLoopbackAddress();
    return exempt || limits.bytesPerDatagram() == 0 ? null : new Credit(limits.bytesPerDatagram());
  }

  /** A datagram has come; {@code sent} bytes in all have gone the other way by now. */
  void renew(long sent) {
    sentBefore = sent;
  }

  /** Whether more has been sent than there was credit for. */
  boolean isSpent(long sent) {
    return sent - sentBefore > most;
  }
}
