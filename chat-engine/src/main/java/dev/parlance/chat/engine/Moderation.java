package dev.parlance.chat.engine;

import dev.parlance.chat.Ban;
import dev.parlance.chat.CloseReason;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is banned, and who is muted. What is asked for each connection and name takes no lock; what
 * has run out counts no more, and is forgotten with the next change.
 */
final class Moderation {

  /** Longer than any process lives, and yet a number of nanoseconds that can be added to others. */
  private static final Duration NEVER = Duration.ofDays(10 * 365);

  /** One ban, under each key of the name. Times are of the ticker, in nanoseconds. */
  record Banned(Ban ban, List<String> keys, long number, boolean forGood, long ends) {

    /** Whether it was put on the name of which these are the keys: the first is its identity. */
    boolean isOf(List<String> others) {
      return keys.get(0).equals(others.get(0));
    }

    Refusal refusal() {
      return new Refusal("you are banned: " + ban.why(), CloseReason.BANNED);
    }
  }

  private final LongSupplier ticker;
  private final InstantSource clock;

  /** By each key; look-alikes share some, and each ban ends for itself. */
  private final Map<String, List<Banned>> names = new ConcurrentHashMap<>();

  private final Map<Long, Banned> addresses = new ConcurrentHashMap<>();

  /** Until when, by the ticker, who is known by a name is not heard. */
  private final Map<String, Long> mutes = new ConcurrentHashMap<>();

  private long number;

  Moderation(LongSupplier ticker, InstantSource clock) {
    this.ticker = ticker;
    this.clock = clock;
  }

  /** Bans a name; {@code time} is null for good. */
  synchronized void ban(String name, List<String> keys, String why, @Nullable Duration time) {
    forget();
    Banned banned = banned(new Ban(name, null, why, until(time)), keys, time);
    boolean unused = lift(one -> one.isOf(keys));
    for (String key : keys) {
      names.merge(
          key,
          List.of(banned),
          (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
    }
  }

  /** Bans an address; {@code time} is null for good. */
  synchronized void ban(InetAddress address, String why, @Nullable Duration time) {
    forget();
    Banned banned = banned(new Ban(null, address, why, until(time)), List.of(), time);
    addresses.put(Arrivals.key(address), banned);
  }

  private Banned banned(Ban ban, List<String> keys, @Nullable Duration time) {
    return new Banned(ban, keys, ++number, time == null, time == null ? 0 : end(time));
  }

  private @Nullable Instant until(@Nullable Duration time) {
    return time == null ? null : clock.instant().plus(atMostNever(time));
  }

  private long end(Duration time) {
    return ticker.getAsLong() + atMostNever(time).toNanos();
  }

  private static Duration atMostNever(Duration time) {
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("the time must be more than zero: " + time);
    }
    return time.compareTo(NEVER) < 0 ? time : NEVER;
  }

  /**
   * Lifts what was put on a name or, if nothing was, on those that look like it; returns whether
   * there was anything.
   */
  synchronized boolean unban(List<String> keys) {
    forget();
    return lift(banned -> banned.isOf(keys))
        || lift(banned -> !Collections.disjoint(banned.keys(), keys));
  }

  private boolean lift(Predicate<Banned> which) {
    boolean any = false;
    for (String key : List.copyOf(names.keySet())) {
      List<Banned> some = names.getOrDefault(key, List.of());
      List<Banned> rest = some.stream().filter(which.negate()).toList();
      any |= rest.size() < some.size();
      if (rest.isEmpty()) {
        names.remove(key);
      } else {
        names.put(key, rest);
      }
    }
    return any;
  }

  /** Lifts what was put on an address; returns whether there was anything. */
  synchronized boolean unban(InetAddress address) {
    forget();
    return addresses.remove(Arrivals.key(address)) != null;
  }

  /** All bans that hold, in the order in which they were imposed. */
  synchronized List<Ban> bans() {
    forget();
    return Stream.concat(names.values().stream().flatMap(List::stream), addresses.values().stream())
        .distinct()
        .sorted(Comparator.comparingLong(Banned::number))
        .map(Banned::ban)
        .toList();
  }

  private void forget() {
    long now = ticker.getAsLong();
    boolean unused = lift(banned -> hasEnded(banned, now));
    addresses.values().removeIf(banned -> hasEnded(banned, now));
    mutes.values().removeIf(ends -> ends - now <= 0);
  }

  private static boolean hasEnded(Banned banned, long now) {
    return !banned.forGood() && banned.ends() - now <= 0;
  }

  /** The ban that meets a name with these keys, if there is one. */
  @Nullable Refusal refusal(List<String> keys) {
    if (!names.isEmpty()) {
      for (String key : keys) {
        for (Banned banned : names.getOrDefault(key, List.of())) {
          Refusal refusal = refusal(banned);
          if (refusal != null) {
            return refusal;
          }
        }
      }
    }
    return null;
  }

  /** The ban that meets an address, if there is one. */
  @Nullable Refusal refusal(InetAddress address) {
    return addresses.isEmpty() ? null : refusal(addresses.get(Arrivals.key(address)));
  }

  private @Nullable Refusal refusal(@Nullable Banned banned) {
    return banned == null || hasEnded(banned, ticker.getAsLong()) ? null : banned.refusal();
  }

  /** Mutes who has this identity, now and when it comes back. */
  synchronized void mute(String identity, Duration time) {
    forget();
    mutes.put(identity, end(time));
  }

  /** Returns whether there was anything to lift. */
  synchronized boolean unmute(String identity) {
    forget();
    return mutes.remove(identity) != null;
  }

  /** Whether who has this identity is not to be heard now; asked for each text. */
  boolean isMuted(String identity) {
    Long ends = mutes.isEmpty() ? null : mutes.get(identity);
    return ends != null && ends - ticker.getAsLong() > 0;
  }
}
