package dev.parlance.chat.benchmarks.load;

import java.io.IOException;
import java.util.List;

/**
 * Messages are due at fixed times, whether or not the server keeps up, and the talkers take turns.
 * A message that leaves late still counts from the time it was due.
 */
final class OpenLoop implements Pace {

  private final List<Talker> talkers;
  private final double intervalNanos;
  private final long start;
  private long count;

  OpenLoop(List<Talker> talkers, double rate, long start) {
    this.talkers = talkers;
    this.intervalNanos = 1e9 / rate;
    this.start = start;
  }

  @Override
  public void turn(long now) throws IOException {
    while (due() <= now) {
      Talker talker = talkers.get((int) (count % talkers.size()));
      if (!talker.offer(due())) {
        return;
      }
      talker.flush();
      count++;
    }
  }

  private long due() {
    return start + (long) (count * intervalNanos);
  }

  @Override
  public long idleNanos(long now) {
    return Math.max(0, due() - now);
  }
}
