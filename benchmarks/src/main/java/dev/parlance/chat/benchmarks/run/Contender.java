package dev.parlance.chat.benchmarks.run;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A server that takes part.
 *
 * @param name as it is shown
 * @param jdk the Java version that it runs on; 0 if it is not a Java program
 * @param program main class, or script in {@code src/main/python}
 * @param arguments its arguments
 * @param workloads what can be asked of it in reasonable time
 * @param tls whether it speaks TLS
 */
record Contender(
    String name,
    int jdk,
    String program,
    List<String> arguments,
    Set<Workload> workloads,
    boolean tls) {

  private static final String OURS = "dev.parlance.chat.benchmarks.BenchmarkServer";
  private static final String NETTY = "dev.parlance.chat.benchmarks.peers.NettyServer";
  private static final String THREADS = "dev.parlance.chat.benchmarks.peers.ThreadsServer";

  private static final List<String> ESSENTIAL =
      List.of(
          "nio-17", "nio-17-coalesce", "socket-25", "netty-batch", "netty-tuned", "threads-queues");

  /** Those whose cost with TLS and without is compared, and those with it. */
  private static final List<String> BESIDE_TLS =
      List.of("nio-17", "nio-25", "netty-batch", "netty-tuned");

  private static final String TLS = "-tls";

  private static final Set<Workload> ALL = EnumSet.allOf(Workload.class);
  private static final Set<Workload> SMALL = EnumSet.of(Workload.W1, Workload.W3, Workload.W5);
  private static final Set<Workload> OVER_TLS =
      EnumSet.of(Workload.W1, Workload.W2, Workload.W3, Workload.W5, Workload.M);

  private static final Set<Workload> SATURATED = EnumSet.of(Workload.W1, Workload.W2);

  /** {@return all, the one first to which the others are compared} */
  static List<Contender> all() {
    List<Contender> all = new ArrayList<>(plain());
    plain().stream()
        .filter(contender -> BESIDE_TLS.contains(contender.name))
        .map(Contender::secured)
        .forEach(all::add);
    return all;
  }

  private static List<Contender> plain() {
    return List.of(
        ours("nio-17", 17, ALL, "nio"),
        ours("nio-25", 25, without(Workload.J2K, Workload.J10K), "nio"),
        ours("nio-17-coalesce", 17, SMALL, "nio", "--coalesce-micros", "2000"),
        ours("socket-17", 17, SATURATED, "socket"),
        ours("socket-25", 25, without(Workload.W4, Workload.J2K, Workload.J10K), "socket"),
        netty("netty-batch", "batch", without(Workload.J10K, Workload.M)),
        netty("netty-tuned", "tuned", without(Workload.J10K, Workload.M)),
        netty("netty-canonical", "canonical", without(Workload.W4, Workload.J10K, Workload.M)),
        peer("threads-queues", 17, THREADS, List.of(), with(SATURATED, SMALL)),
        peer("python-threads", 0, "threaded.py", List.of(), SMALL),
        peer("python-select", 0, "selecting.py", List.of(), SMALL));
  }

  /** {@return whether it takes part in a quick run} */
  boolean isEssential() {
    return ESSENTIAL.contains(name);
  }

  /** {@return whether it takes part in a run that is about TLS} */
  boolean isAboutTls() {
    return tls || BESIDE_TLS.contains(name);
  }

  private Contender secured() {
    Set<Workload> some = EnumSet.copyOf(workloads);
    some.retainAll(OVER_TLS);
    return new Contender(name + TLS, jdk, program, arguments, some, true);
  }

  private static Contender ours(String name, int jdk, Set<Workload> workloads, String... more) {
    List<String> arguments = new ArrayList<>(List.of("--transport"));
    arguments.addAll(List.of(more));
    return peer(name, jdk, OURS, arguments, workloads);
  }

  private static Contender netty(String name, String style, Set<Workload> workloads) {
    return peer(name, 17, NETTY, List.of("--style", style), workloads);
  }

  private static Contender peer(
      String name, int jdk, String program, List<String> arguments, Set<Workload> workloads) {
    return new Contender(name, jdk, program, arguments, workloads, false);
  }

  private static Set<Workload> without(Workload first, Workload... more) {
    return EnumSet.complementOf(EnumSet.of(first, more));
  }

  private static Set<Workload> with(Set<Workload> some, Set<Workload> more) {
    Set<Workload> both = EnumSet.copyOf(some);
    both.addAll(more);
    return both;
  }
}
