package dev.parlance.chat.examples.load;

import java.util.Map;

/**
 * What came of a load.
 *
 * @param dialect what was spoken
 * @param server where
 * @param members how many joined
 * @param talkers how many talked
 * @param rate messages a second that there should have been
 * @param seconds from the first message to the last
 * @param said messages that were sent
 * @param unsaid messages that were not, because the talker's connection had ended
 * @param owed deliveries that there should have been
 * @param delivered deliveries that there were, each counted once
 * @param flaws what was wrong with them
 * @param ended connections that ended before the load did, by reason
 * @param lossy whether the network may lose messages
 * @param latency how long messages took
 */
public record Outcome(
    String dialect,
    String server,
    int members,
    int talkers,
    double rate,
    double seconds,
    long said,
    long unsaid,
    long owed,
    long delivered,
    Flaws flaws,
    Map<String, Integer> ended,
    boolean lossy,
    Latency latency) {

  /**
   * {@return whether everybody stayed and was told everything once and in order, as far as the
   * network can promise that}
   */
  public boolean complete() {
    return unsaid == 0 && ended.isEmpty() && delivered > 0 && flaws.isNone(lossy);
  }
}
