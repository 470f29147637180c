package dev.parlance.chat.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** One run of a workload: join, settle, warm up, measure, drain, judge. */
final class Trial implements Inbox.Heard, AutoCloseable {

  /** Called when so many members have joined, before any more do. */
  interface Step {
    void joined(int members) throws IOException;
  }

  /** The joining is over when nothing has come for so long. */
  private static final long QUIET_NANOS = 300_000_000;

  /** A run in which nothing arrives for so long has come to a standstill. */
  private static final long STALL_NANOS = 5_000_000_000L;

  private static final long WAIT_NANOS = 10_000_000;

  private final Job job;
  private final Clock clock;
  private final Tally tally;
  private final Flaws flaws = new Flaws();
  private final Crowd crowd;
  private final List<Talker> talkers = new ArrayList<>();
  private Pace pace = new ClosedLoop(List.of(), 0);

  Trial(Job job, Clock clock) throws IOException {
    this.job = job;
    this.clock = clock;
    this.tally = new Tally(job.rate() > 0);
    this.crowd = new Crowd(job, tally, flaws, this, clock);
  }

  Outcome run(Step step) throws IOException, TimeoutException {
    long rssBefore = ProcessClock.residentKiB(job.pid());
    Reading start = Reading.of(job.pid(), tally, talkers, clock);
    for (int size : job.steps()) {
      join(size);
      settle();
      step.joined(size);
    }
    join(job.members());
    Reading joined = Reading.of(job.pid(), tally, talkers, clock);
    settle();
    long rssJoined = ProcessClock.residentKiB(job.pid());
    for (Member member : crowd.members().subList(0, job.talkers())) {
      talkers.add(member.talks(job.members() - 1));
    }
    Reading from = Reading.of(job.pid(), tally, talkers, clock);
    Reading until = from;
    boolean flowing = true;
    if (job.seconds() > 0) {
      pace = pace();
      talk(nanos(job.warmUpSeconds()));
      from = Reading.of(job.pid(), tally, talkers, clock);
      tally.measure(from.time(), from.time() + nanos(job.seconds()));
      talk(nanos(job.seconds()));
      until = Reading.of(job.pid(), tally, talkers, clock);
      flowing = drain();
    }
    return outcome(joined.since(start), until.since(from), rssBefore, rssJoined, flowing);
  }

  private static long nanos(double seconds) {
    return (long) (seconds * 1e9);
  }

  private Pace pace() {
    if (job.pingPong()) {
      return new PingPong(talkers, tally);
    }
    return job.window() > 0
        ? new ClosedLoop(talkers, job.window())
        : new OpenLoop(talkers, job.rate(), clock.now());
  }

  private void join(int size) throws IOException, TimeoutException {
    crowd.grow(size);
    long deadline = clock.now() + nanos(job.joinSeconds());
    while (!crowd.isComplete() && !crowd.hasLost()) {
      crowd.connect();
      crowd.turn(WAIT_NANOS);
      if (clock.now() > deadline) {
        throw new TimeoutException("not all had joined after " + job.joinSeconds() + " s");
      }
    }
  }

  private void settle() throws IOException {
    long quietSince = clock.now();
    long deadline = quietSince + nanos(job.joinSeconds());
    long seen = tally.bytes();
    while (clock.now() - quietSince < QUIET_NANOS && clock.now() < deadline) {
      crowd.turn(WAIT_NANOS);
      if (tally.bytes() != seen) {
        seen = tally.bytes();
        quietSince = clock.now();
      }
    }
  }

  private void talk(long nanos) throws IOException {
    long end = clock.now() + nanos;
    long lastDelivery = clock.now();
    long seen = tally.deliveries();
    for (long now = clock.now(); now < end; now = clock.now()) {
      pace.turn(now);
      crowd.turn(job.spin() ? 0 : Math.min(end - now, pace.idleNanos(now)));
      if (tally.deliveries() != seen) {
        seen = tally.deliveries();
        lastDelivery = now;
      } else if (now - lastDelivery > STALL_NANOS || crowd.hasLost()) {
        return;
      }
    }
  }

  /** Waits for what is on its way; returns whether the rest of it was still arriving at the end. */
  private boolean drain() throws IOException {
    long end = clock.now() + nanos(job.drainSeconds());
    long lastDelivery = clock.now();
    long seen = tally.deliveries();
    while (missing() > 0 && clock.now() < end && !crowd.hasLost()) {
      for (Talker talker : talkers) {
        talker.flush();
      }
      crowd.turn(WAIT_NANOS);
      if (tally.deliveries() != seen) {
        seen = tally.deliveries();
        lastDelivery = clock.now();
      }
    }
    return clock.now() - lastDelivery < QUIET_NANOS;
  }

  private long missing() {
    long missing = 0;
    for (Member member : crowd.members()) {
      for (int from = 0; from < talkers.size(); from++) {
        missing += from == member.index() ? 0 : talkers.get(from).sent() - member.expected(from);
      }
    }
    return missing;
  }

  @Override
  public void heard(Member receiver, int talker, long sequence, long meant, long now) {
    if (talkers.get(talker).arrived(sequence)) {
      tally.everywhere(meant, now);
    }
    pace.heard(receiver, meant, now);
  }

  private Outcome outcome(
      Reading join, Reading load, long rssBefore, long rssJoined, boolean flowing) {
    long missing = missing();
    boolean bad = flaws.any() || (missing > 0 && !flowing);
    return new Outcome(
        bad ? Outcome.Verdict.BAD : missing > 0 ? Outcome.Verdict.OVERLOAD : Outcome.Verdict.OK,
        flaws.counts(missing),
        crowd.members().size(),
        load.messages(),
        load.deliveries(),
        load.time() / 1e9,
        load.reads(),
        load.serverCpu(),
        load.generatorCpu(),
        load.foreignCpu(),
        tally.latency(),
        tally.fan(),
        tally.roundTrip(),
        join.time() / 1e6,
        join.serverCpu(),
        rssBefore,
        rssJoined);
  }

  @Override
  public void close() throws IOException {
    crowd.close();
  }
}
