package dev.parlance.chat.benchmarks.load;

import java.io.IOException;
import java.util.List;

/** The first member asks, the second answers, and so on. */
final class PingPong implements Pace {

  private static final long NOTHING_DUE = 100_000_000;

  private final List<Talker> talkers;
  private final Tally tally;
  private int turn;
  private long asked;

  PingPong(List<Talker> talkers, Tally tally) {
    this.talkers = talkers;
    this.tally = tally;
  }

  @Override
  public void turn(long now) throws IOException {
    if (turn >= 0) {
      asked = turn == 0 ? now : asked;
      talkers.get(turn).offer(now);
      talkers.get(turn).flush();
      turn = -1;
    }
  }

  @Override
  public long idleNanos(long now) {
    return NOTHING_DUE;
  }

  @Override
  public void heard(Member receiver, long meant, long now) {
    turn = receiver.index();
    if (turn == 0) {
      tally.answered(asked, now);
    }
  }
}
