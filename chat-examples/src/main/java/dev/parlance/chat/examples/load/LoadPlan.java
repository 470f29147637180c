package dev.parlance.chat.examples.load;

import dev.parlance.chat.dialect.AddressDialect;
import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.dialect.Framing;
import dev.parlance.chat.spi.Transport;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Who shall say how much to whom. Message number {@code n} is due {@code n / rate} seconds after
 * the beginning, and is said by talker {@code n % talkers}, whether or not the others got through:
 * nobody waits for the server, so that a slow answer is never left out of the measurement.
 *
 * @param transport what carries the bytes; one for all members
 * @param dialect what the server speaks
 * @param server where it is
 * @param members how many join, at least 2
 * @param talkers how many of them talk, at least 1
 * @param rate messages a second, of all talkers together
 * @param warmup how long messages are checked but not timed
 * @param duration how long messages are timed after that
 * @param size characters of a text
 * @param names how the members' names begin; no other member's name may begin like that
 */
public record LoadPlan(
    Transport transport,
    Dialect dialect,
    InetSocketAddress server,
    int members,
    int talkers,
    double rate,
    Duration warmup,
    Duration duration,
    int size,
    String names) {

  /** What the longest head of a text needs, with a digit of padding. */
  public static final int SMALLEST = 64;

  /** Texts without framing are cut where the programs' reads would end: 1024 with the name. */
  private static final int LARGEST_CHUNK = 900;

  private static final int LARGEST = 4096;
  private static final int LONGEST_NAMES = 24;

  /** A bit for each message of each member: 128 MiB. */
  private static final long MOST_DELIVERIES = 1L << 30;

  /** Checks what can be checked without the server. */
  public LoadPlan {
    int largest = dialect.framing() == Framing.CHUNKS ? LARGEST_CHUNK : LARGEST;
    require(members >= 2, "there must be 2 members or more: " + members);
    require(
        talkers >= 1 && talkers <= members,
        "there must be 1 to " + members + " talkers: " + talkers);
    require(rate > 0 && rate <= 1e6, "the rate must be more than 0 and at most a million: " + rate);
    require(
        !warmup.isNegative() && duration.toMillis() > 0, "there must be time to talk: " + duration);
    require(
        size >= SMALLEST && size <= largest,
        "the size must be %d to %d in dialect %s: %d"
            .formatted(SMALLEST, largest, dialect.name(), size));
    require(
        names.matches("[A-Za-z0-9][A-Za-z0-9_.-]*") && names.length() <= LONGEST_NAMES,
        "names must begin with up to "
            + LONGEST_NAMES
            + " letters, digits, '_', '-', '.': "
            + names);
    double deliveries = rate * (warmup.plus(duration).toMillis() / 1e3) * members;
    require(deliveries <= MOST_DELIVERIES, "more than a billion deliveries cannot be checked");
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** {@return the name that a member joins by} */
  String name(int member) {
    return names + "-" + member;
  }

  /** {@return how many messages are said in all} */
  int messages() {
    return (int) Math.max(1, Math.round(rate * (warmup.plus(duration).toNanos() / 1e9)));
  }

  /** {@return the first message that is timed} */
  int firstTimed() {
    return (int) Math.min(messages() - 1L, Math.round(rate * (warmup.toNanos() / 1e9)));
  }

  /** {@return when a message is due, in nanoseconds after the beginning} */
  long due(int message) {
    return (long) (message / rate * 1e9);
  }

  /** {@return whether a server lets members in without a word to them} */
  boolean isJoinedInSilence() {
    return dialect instanceof AddressDialect;
  }

  /** {@return whether messages may be lost, doubled or swapped on their way} */
  boolean isLossy() {
    return dialect.framing() == Framing.DATAGRAMS;
  }
}
