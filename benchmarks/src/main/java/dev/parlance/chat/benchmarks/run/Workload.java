package dev.parlance.chat.benchmarks.run;

import dev.parlance.chat.benchmarks.load.Job;
import java.util.List;

/** What is asked of a server. The order is that in which they are run. */
public enum Workload {
  /** One talks to a hundred as fast as they take it. */
  W1("1 talker, 100 members, 64 messages on their way", Servers.PLAIN, 2.5),
  /** Ten talk to a thousand as fast as they take it. */
  W2("10 talkers, 1 000 members, 16 messages of each on their way", Servers.PLAIN, 2.5),
  /** A hundred talk, at a moderate rate. */
  W3("100 members all talking, 1 000 messages a second", Servers.PLAIN, 3),
  /** Two answer each other. */
  W5("ping-pong of two members, generator and server on one processor", Servers.PLAIN, 2),
  /** One talks to ten thousand, at a low rate. */
  W4("1 talker, 10 000 members, 20 messages a second", Servers.PLAIN, 3),
  /** Two thousand join at once, and each is told of all. */
  J2K("2 000 members join at once, all told of all", Servers.ANNOUNCING, 0),
  /** Ten thousand join at once, and each is told of all. */
  J10K("10 000 members join at once, all told of all", Servers.ANNOUNCING, 0),
  /** Nobody says anything. */
  M("memory of idle members", Servers.MEASURED, 0);

  /** Workloads of the same kind share a server's process, so that it is warmed up once. */
  enum Servers {
    /** Joining and leaving is not told, where that can be chosen. */
    PLAIN,
    /** It is told. */
    ANNOUNCING,
    /** As plain; a process of its own, without a warm-up. */
    MEASURED
  }

  private static final List<Integer> MEMORY_STEPS = List.of(1_000, 10_000, 19_000);

  private final String title;
  private final Servers servers;
  private final double seconds;

  Workload(String title, Servers servers, double seconds) {
    this.title = title;
    this.servers = servers;
    this.seconds = seconds;
  }

  /** {@return what it is, in a few words} */
  public String title() {
    return title;
  }

  Servers servers() {
    return servers;
  }

  /** {@return whether the generator runs on the server's processor} */
  boolean sharesProcessor() {
    return this == W5;
  }

  /**
   * {@return the generator's job}
   *
   * @param scale by which the usual warm-up and measured times are multiplied
   */
  Job job(int port, long pid, double scale) {
    boolean notices = servers == Servers.ANNOUNCING;
    return new Job(
        port,
        pid,
        members(),
        talkers(),
        this == W1 ? 64 : this == W2 ? 16 : 0,
        this == W3 ? 1000 : this == W4 ? 20 : 0,
        this == W5,
        notices,
        this == W3,
        seconds > 0 ? Math.max(0.5, 1.5 * scale) : 0,
        seconds * scale,
        60,
        10,
        this == M ? MEMORY_STEPS : List.of(),
        false);
  }

  /** {@return a job to warm a server up with} */
  static Job warmUp(int port, long pid, double seconds) {
    return new Job(
        port, pid, 101, 1, 64, 0, false, false, false, seconds, 0.1, 60, 10, List.of(), false);
  }

  private int members() {
    return switch (this) {
      case W1 -> 101;
      case W2 -> 1010;
      case W3 -> 100;
      case W4, J10K -> 10_000;
      case W5 -> 2;
      case J2K -> 2000;
      case M -> MEMORY_STEPS.get(MEMORY_STEPS.size() - 1);
    };
  }

  private int talkers() {
    return switch (this) {
      case W1, W4 -> 1;
      case W2 -> 10;
      case W3 -> 100;
      case W5 -> 2;
      case J2K, J10K, M -> 0;
    };
  }
}
