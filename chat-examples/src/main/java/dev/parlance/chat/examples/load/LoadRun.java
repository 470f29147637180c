package dev.parlance.chat.examples.load;

import dev.parlance.chat.ChatClient;
import dev.parlance.chat.ChatException;
import dev.parlance.chat.CloseReason;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** One load: its members join, talk, wait for what is on its way, and leave. */
public final class LoadRun implements AutoCloseable {

  /** How long nothing has to come before it is believed that nothing more will. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration PATIENCE_WITH_DATAGRAMS = Duration.ofSeconds(2);
  private static final Duration LOOK = Duration.ofMillis(20);

  private static final int LEAVING_AT_ONCE = 16;

  private final LoadPlan plan;
  private final Progress progress;
  private final Clock clock;
  private final List<Member> members = new ArrayList<>();
  private final List<ChatClient> clients = new ArrayList<>();

  /** Prepares a load, and connects to nothing yet. */
  public LoadRun(LoadPlan plan, Progress progress) {
    this.plan = plan;
    this.progress = progress;
    this.clock = new Clock(plan);
  }

  /**
   * Runs the load; returns when it is over.
   *
   * @throws ChatException if not all members can join; the message has the server's own words
   */
  public Outcome run() {
    join();
    Talk talk = new Talk(plan, clients, clock);
    progress.stage("talking", plan.messages());
    talk.begin();
    while (!talk.isOver()) {
      LockSupport.parkNanos(LOOK.toNanos());
      progress.at(talk.total());
    }
    double seconds = clock.nanos() / 1e9;
    awaitArrival(owed(talk.said()));
    Map<String, Integer> ended = ended();
    close();
    return outcome(talk, seconds, ended);
  }

  private void join() {
    progress.stage("joining", plan.members());
    for (int i = 0; i < plan.members(); i++) {
      Member member = new Member(plan, i, clock);
      members.add(member);
      try {
        clients.add(member.join(plan, plan.name(i)));
      } catch (ChatException refused) {
        throw new ChatException(
            "member " + (i + 1) + " of " + plan.members() + " cannot join: " + refused.getMessage(),
            refused);
      }
      progress.at(i + 1L);
    }
    if (plan.isJoinedInSilence()) { // connected is not yet joined: what is said before is not owed
      members.get(0).awaitOthers(PATIENCE);
    }
  }

  /** What each member is owed of what was said. */
  private long[] owed(int[] said) {
    long all = Arrays.stream(said).asLongStream().sum();
    long[] owed = new long[plan.members()];
    for (int i = 0; i < owed.length; i++) {
      boolean spared = i < said.length && !plan.dialect().echoes();
      owed[i] = all - (spared ? said[i] : 0);
    }
    return owed;
  }

  /** Waits until everybody who is still there has been told all, or nothing more comes. */
  private void awaitArrival(long[] owed) {
    progress.stage("arriving", Arrays.stream(owed).sum());
    Duration patience = plan.isLossy() ? PATIENCE_WITH_DATAGRAMS : PATIENCE;
    long last = -1;
    long since = clock.nanos();
    while (isExpecting(owed)) {
      if (clock.heard() != last) {
        last = clock.heard();
        since = clock.nanos();
      } else if (clock.nanos() - since > patience.toNanos()) {
        return;
      }
      progress.at(last);
      LockSupport.parkNanos(LOOK.toNanos());
    }
    progress.at(clock.heard());
  }

  private boolean isExpecting(long[] owed) {
    return IntStream.range(0, owed.length)
        .anyMatch(i -> clients.get(i).isOpen() && members.get(i).heard() < owed[i]);
  }

  private Map<String, Integer> ended() {
    Map<String, Integer> reasons = new TreeMap<>();
    for (Member member : members) {
      CloseReason reason = member.end();
      if (reason != null) {
        reasons.merge(reason.toString(), 1, Integer::sum);
      }
    }
    return reasons;
  }

  private static String place(InetSocketAddress server) {
    String host = server.getHostString();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + server.getPort();
  }

  private Outcome outcome(Talk talk, double seconds, Map<String, Integer> ended) {
    int[] said = talk.said();
    Flaws flaws = Flaws.NONE;
    for (Member member : members) {
      flaws = flaws.plus(member.flaws(said));
    }
    return new Outcome(
        plan.dialect().name(),
        place(plan.server()),
        plan.members(),
        plan.talkers(),
        plan.rate(),
        seconds,
        talk.total(),
        (long) plan.messages() - talk.total(),
        Arrays.stream(owed(said)).sum(),
        clock.heard(),
        flaws,
        ended,
        plan.isLossy(),
        Latency.of(clock.latencies()));
  }

  /** Has all members leave: several at a time, as each waits a moment for the server to follow. */
  @Override
  public void close() {
    ExecutorService leaving = Executors.newFixedThreadPool(LEAVING_AT_ONCE);
    clients.forEach(client -> leaving.execute(client::close));
    leaving.shutdown();
    boolean interrupted = false;
    while (!leaving.isTerminated()) {
      try {
        leaving.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
