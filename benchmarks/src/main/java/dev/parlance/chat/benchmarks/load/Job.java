package dev.parlance.chat.benchmarks.load;

import java.util.List;

/**
 * A workload for the generator.
 *
 * @param port where the server listens on 127.0.0.1
 * @param pid the server's process, whose processor time is read
 * @param members how many connect
 * @param talkers how many of them, the first ones, talk
 * @param window messages of a talker that may be on their way; 0 unless the loop is closed
 * @param rate messages a second of all talkers together; 0 unless the loop is open
 * @param pingPong whether two members answer each other
 * @param notices whether each member is to be told of everybody that joins after it
 * @param spin whether to poll instead of sleeping until something arrives
 * @param warmUpSeconds how long the load runs before it is measured
 * @param seconds how long it is measured; 0 measures the joining alone
 * @param joinSeconds how long the joining may take
 * @param drainSeconds how long what is on its way may take at the end
 * @param steps for the memory workload: how many members there shall be, one step after the other
 * @param tls whether to speak TLS
 */
public record Job(
    int port,
    long pid,
    int members,
    int talkers,
    int window,
    double rate,
    boolean pingPong,
    boolean notices,
    boolean spin,
    double warmUpSeconds,
    double seconds,
    double joinSeconds,
    double drainSeconds,
    List<Integer> steps,
    boolean tls) {

  /** {@return the same over TLS} */
  public Job secured() {
    return new Job(
        port,
        pid,
        members,
        talkers,
        window,
        rate,
        pingPong,
        notices,
        spin,
        warmUpSeconds,
        seconds,
        joinSeconds,
        drainSeconds,
        steps,
        true);
  }
}
