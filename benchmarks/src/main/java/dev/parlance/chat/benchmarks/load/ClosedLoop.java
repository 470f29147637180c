package dev.parlance.chat.benchmarks.load;

import java.io.IOException;
import java.util.List;

/** Each talker has a number of messages under way: the next leaves when one is with everybody. */
final class ClosedLoop implements Pace {

  private static final long NOTHING_DUE = 100_000_000;

  private final List<Talker> talkers;
  private final int window;

  ClosedLoop(List<Talker> talkers, int window) {
    this.talkers = talkers;
    this.window = window;
  }

  @Override
  public void turn(long now) throws IOException {
    for (Talker talker : talkers) {
      while (talker.sent() - talker.done() < window && talker.offer(now)) {
        // One more is under way.
      }
      talker.flush();
    }
  }

  @Override
  public long idleNanos(long now) {
    return NOTHING_DUE;
  }
}
