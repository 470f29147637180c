package dev.parlance.chat.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How long something took each time, in nanoseconds. */
final class Delays {

  private final List<Long> all = new ArrayList<>();

  synchronized void add(long nanos) {
    all.add(nanos);
  }

  /** Tells of what was added since the last call. */
  synchronized String takeSummary() {
    Collections.sort(all);
    String summary =
        all.isEmpty()
            ? "none"
            : "%d times, median %.1f ms, 99%% within %.1f ms, the longest %.1f ms"
                .formatted(all.size(), millis(0.5), millis(0.99), millis(1));
    all.clear();
    return summary;
  }

  private double millis(double quantile) {
    return all.get((int) ((all.size() - 1) * quantile)) / 1e6;
  }
}
