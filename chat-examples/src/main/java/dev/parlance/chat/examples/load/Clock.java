package dev.parlance.chat.examples.load;

import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** When the load began, and how long messages took from when they were due. For any thread. */
final class Clock {

  private static final int DIGITS = 3;

  private final LoadPlan plan;
  private final LongAdder heard = new LongAdder();
  private final ConcurrentHistogram latencies = new ConcurrentHistogram(DIGITS);
  private volatile long start;

  Clock(LoadPlan plan) {
    this.plan = plan;
  }

  void start() {
    start = System.nanoTime();
  }

  /** {@return the nanoseconds since the beginning} */
  long nanos() {
    return System.nanoTime() - start;
  }

  /** Counts a delivery, and times it if the message is one of those that are. */
  void heard(int talker, int counter, long nanos) {
    heard.increment();
    if ((long) counter * plan.talkers() + talker >= plan.firstTimed()) {
      latencies.recordValue(Math.max(0, nanos));
    }
  }

  /** {@return how many messages have come, to all members} */
  long heard() {
    return heard.sum();
  }

  Histogram latencies() {
    return latencies;
  }
}
