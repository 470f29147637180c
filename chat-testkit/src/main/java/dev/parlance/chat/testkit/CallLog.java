package dev.parlance.chat.testkit;

import dev.parlance.chat.spi.Peer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Which methods of a peer were called, in what order and on which threads. */
final class CallLog {

  /** The methods. Those of a kind exclude each other; the last one excludes all others. */
  enum Call {
    ACCEPTED,
    READY,
    RECEIVED,
    ENDED,
    PULL,
    CLOSED;

    boolean ofInput() {
      return this == READY || this == RECEIVED || this == ENDED || this == CLOSED;
    }

    boolean ofOutput() {
      return this == PULL || this == CLOSED;
    }
  }

  /** No test waits longer than this for anything. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How many entries a failed test shows: enough for what led there, and readable. */
  private static final int SHOWN = 60;

  private final ArrayDeque<String> recent = new ArrayDeque<>();
  private final Map<Call, Integer> counts = new EnumMap<>(Call.class);
  private final Set<Thread> threads = new LinkedHashSet<>();
  private final CallRules rules = new CallRules();
  private boolean refused;

  synchronized void enter(Call call) {
    threads.add(Thread.currentThread());
    counts.merge(call, 1, Integer::sum);
    rules.enter(call);
    remember(call + " on " + Thread.currentThread().getName());
  }

  synchronized void leave(Call call, Object outcome) {
    rules.leave(call);
    remember(call + " came to " + outcome);
    notifyAll();
  }

  private void remember(String entry) {
    recent.add(entry);
    if (recent.size() > SHOWN) {
      recent.remove();
    }
  }

  synchronized void answered(boolean ready) {
    refused = !ready;
    rules.answered(ready);
  }

  synchronized void progressed(Peer.Progress progress) {
    rules.progressed(progress);
  }

  /** {@return whether the last answer to whether the peer is ready was no} */
  synchronized boolean wasNotReady() {
    return refused;
  }

  synchronized int count(Call call) {
    return counts.getOrDefault(call, 0);
  }

  synchronized Set<Thread> threads() {
    return Set.copyOf(threads);
  }

  synchronized List<String> breaches() {
    return rules.breaches();
  }

  /** Waits until {@code condition}, which is looked at after each call. */
  synchronized void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError("Waited in vain for " + what + ". The last calls: " + recent);
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        throw new AssertionError("Interrupted while waiting for " + what, e);
      }
    }
  }
}
