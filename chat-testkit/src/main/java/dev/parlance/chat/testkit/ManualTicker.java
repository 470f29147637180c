package dev.parlance.chat.testkit;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.Limits;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Time that passes when a test says so, for {@link ChatServer.Builder#ticker}: limits of minutes
 * are tried in a moment, and no machine is so slow that they strike too soon.
 *
 * <pre>{@code
 * ManualTicker time = new ManualTicker();
 * ChatServer server = ChatServer.builder().listen(transport, 0).ticker(time).start();
 * ... connect, and send no name ...
 * time.advance(Limits.defaults().nameDeadline().plusMillis(1));
 * ... the connection ends as NAME_TIMEOUT ...
 * }</pre>
 *
 * <p>A server looks after its sessions every tenth of a second of real time while there are any,
 * and reads the ticker then. {@link #advance} lets the time pass in steps of a second, and lets
 * each server that goes by this ticker look at each: to a server that is not asked, ten seconds at
 * once are a pause of the whole process, in which nobody {@linkplain Limits#stall stalls}. So an
 * advance of ten seconds takes about one real second.
 *
 * <p>Safe from any thread.
 */
public final class ManualTicker implements LongSupplier {

  /** More at once would be taken for a pause of the process. */
  private static final long STEP = TimeUnit.SECONDS.toNanos(1);

  /** How long a look is waited for; a server that has no connections does not look. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);

  /** How often it is looked whether a look has ended: nobody says so. */
  private static final long POLL_MILLIS = 2;

  private static final String KEEPER = "-keeper";

  /** What the threads that look after servers read last. */
  private final Map<Thread, Long> seen = new HashMap<>();

  private long now;

  /** Whether somebody goes by this ticker, though nothing has looked yet. */
  private boolean begins;

  /** A ticker at a time of its own. */
  public ManualTicker() {}

  /** {@return the time in nanoseconds} */
  @Override
  public synchronized long getAsLong() {
    Thread reader = Thread.currentThread();
    if (reader.getName().endsWith(KEEPER)) {
      seen.put(reader, now);
      begins = false;
      notifyAll();
    } else if (seen.isEmpty()) {
      begins = true;
    }
    return now;
  }

  /**
   * Lets time pass, and returns when each server that goes by this ticker has done what is due by
   * then. A server without connections does not look; it is waited for two seconds in vain, and not
   * again before it has some.
   *
   * @throws IllegalArgumentException if {@code time} is negative
   */
  public synchronized void advance(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("time does not go back: " + time);
    }
    long until = now + time.toNanos();
    while (now < until) {
      await(this::isNobodyLooking); // or a look at the time before would be taken for one at this
      now = Math.min(until, now + STEP);
      await(this::haveAllLooked);
      await(this::isNobodyLooking);
    }
  }

  private void await(BooleanSupplier fact) {
    long deadline = System.nanoTime() + PATIENCE;
    while (!fact.getAsBoolean()) {
      if (deadline - System.nanoTime() <= 0) {
        seen.values().removeIf(last -> last != now);
        begins = false;
        return;
      }
      try {
        wait(POLL_MILLIS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private boolean haveAllLooked() {
    seen.keySet().removeIf(reader -> !reader.isAlive());
    return !begins && seen.values().stream().allMatch(last -> last == now);
  }

  private boolean isNobodyLooking() {
    return seen.keySet().stream().allMatch(reader -> !reader.isAlive() || isParked(reader));
  }

  /** {@return whether a keeper waits for the next look: it parks with itself as the blocker} */
  private static boolean isParked(Thread reader) {
    Object blocker = LockSupport.getBlocker(reader);
    return blocker != null && blocker.getClass().getSimpleName().equals("Keeper");
  }
}
