package dev.parlance.chat;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who may not come in: a name or an address, one of the two.
 *
 * @param name the name that nobody may join by, as it was given; null for an address
 * @param address the address that nobody may connect from, of IPv6 its first 64 bits; null for a
 *     name
 * @param why what those are told whom it meets
 * @param until when it ends, by the server's clock; null if it does not
 * @see ChatServer#bans
 */
public record Ban(
    @Nullable String name, @Nullable InetAddress address, String why, @Nullable Instant until) {

  /** Checks that it is of a name or of an address. */
  public Ban {
    Objects.requireNonNull(why, "why");
    if ((name == null) == (address == null)) {
      throw new IllegalArgumentException("a ban is of a name or of an address");
    }
  }
}
