package dev.parlance.chat.testkit;

import dev.parlance.chat.spi.Peer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which methods of a peer were called, in what order and on which threads, and every breach of the
 * rules of {@link Peer}. Its monitor guards what the peer keeps, too.
 */
final class CallLog {

  /** The methods, and whether they are among those that must not run beside each other. */
  enum Call {
    ACCEPTED(false, false),
    READY(true, false),
    RECEIVED(true, false),
    ENDED(true, false),
    PULL(false, true),
    CLOSED(true, true);

    final boolean input;
    final boolean output;

    Call(boolean input, boolean output) {
      this.input = input;
      this.output = output;
    }
  }

  /** No test waits longer than this for anything. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int REMEMBERED = 60;

  private final ArrayDeque<String> recent = new ArrayDeque<>();
  private final List<String> breaches = new ArrayList<>();
  private final Map<Call, Integer> counts = new EnumMap<>(Call.class);
  private final Set<Thread> threads = new LinkedHashSet<>();
  private @Nullable Call input;
  private @Nullable Call output;
  private boolean welcome;
  private boolean refused;
  private boolean done;

  synchronized void enter(Call call) {
    Thread thread = Thread.currentThread();
    threads.add(thread);
    remember(call + " on " + thread.getName());
    checkOverlap(call);
    checkOrder(call);
    counts.merge(call, 1, Integer::sum);
    input = call.input ? call : input;
    output = call.output ? call : output;
  }

  synchronized void leave(Call call, Object outcome) {
    remember(call + " came to " + outcome);
    input = call.input ? null : input;
    output = call.output ? null : output;
    notifyAll();
  }

  private void checkOverlap(Call call) {
    if (call.input && input != null) {
      breach(call + " while " + input + " is running");
    }
    if (call.output && output != null) {
      breach(call + " while " + output + " is running");
    }
  }

  private void checkOrder(Call call) {
    if (count(Call.CLOSED) > 0) {
      breach(call + " after CLOSED");
    }
    if (count(Call.ACCEPTED) == (call == Call.ACCEPTED ? 1 : 0)) {
      breach(call + (call == Call.ACCEPTED ? " twice" : " before ACCEPTED"));
    }
    switch (call) {
      case RECEIVED -> {
        if (!welcome) {
          breach("RECEIVED without having asked whether the peer is ready");
        }
        welcome = false;
        if (count(Call.ENDED) > 0) {
          breach("RECEIVED after ENDED");
        }
      }
      case ENDED -> {
        if (count(Call.ENDED) > 0) {
          breach("ENDED twice");
        }
      }
      case PULL -> {
        if (done) {
          breach("PULL after DONE");
        }
      }
      default -> {}
    }
  }

  synchronized void answered(boolean ready) {
    welcome = ready;
    refused = !ready;
  }

  synchronized boolean wasNotReady() {
    return refused;
  }

  synchronized void progressed(Peer.Progress progress) {
    done = progress == Peer.Progress.DONE;
  }

  private void breach(String what) {
    breaches.add(what + " (on " + Thread.currentThread().getName() + ")");
  }

  private void remember(String what) {
    recent.add(what);
    if (recent.size() > REMEMBERED) {
      recent.remove();
    }
  }

  synchronized int count(Call call) {
    return counts.getOrDefault(call, 0);
  }

  synchronized Set<Thread> threads() {
    return Set.copyOf(threads);
  }

  synchronized List<String> breaches() {
    return List.copyOf(breaches);
  }

  /** Waits until {@code condition}, which is looked at after each call and each change. */
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
