package dev.parlance.chat.internal;

import dev.parlance.chat.Ban;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the application does about single members: who has to go, who is not heard, and who is told
 * something that nobody else is. All methods are safe from any thread, callbacks included.
 */
public interface ServerWarden {

  /** Ends a member's connection; returns whether there was one by that name. */
  boolean kick(String name, String why);

  /** Tells one member something; returns whether there is one by that name, and it reads such. */
  boolean tell(String name, String text);

  /** Bans a name, for some time or, if {@code time} is null, for good; returns who had to go. */
  int ban(String name, String why, @Nullable Duration time);

  /**
   * Bans an address, for some time or, if {@code time} is null, for good; returns who had to go.
   */
  int ban(InetAddress address, String why, @Nullable Duration time);

  /** Lifts a ban; returns whether there was one. */
  boolean unban(String name);

  /** Lifts a ban; returns whether there was one. */
  boolean unban(InetAddress address);

  /** The bans that hold. */
  List<Ban> bans();

  /** Has a name not be heard for some time; returns whether there is such a member now. */
  boolean mute(String name, Duration time);

  /** Lets a name be heard again; returns whether it was not. */
  boolean unmute(String name);
}
