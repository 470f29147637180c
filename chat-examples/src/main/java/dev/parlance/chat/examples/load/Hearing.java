package dev.parlance.chat.examples.load;

import java.util.BitSet;

/** What one member has been told, message by message. Safe from any thread. */
final class Hearing {

  private final LoadPlan plan;
  private final int member;
  private final BitSet heard = new BitSet();
  private final int[] next;
  private int count;
  private long duplicate;
  private long outOfOrder;
  private long broken;

  Hearing(LoadPlan plan, int member) {
    this.plan = plan;
    this.member = member;
    this.next = new int[plan.talkers()];
  }

  /** Notes a message; returns whether it is one that was owed and had not come before. */
  synchronized boolean hears(int talker, int counter) {
    long message = (long) counter * plan.talkers() + talker;
    boolean owed = talker != member || plan.dialect().echoes();
    if (message >= plan.messages() || !owed) {
      broken++;
      return false;
    }
    if (heard.get((int) message)) {
      duplicate++;
      return false;
    }
    heard.set((int) message);
    count++;
    if (counter < next[talker]) {
      outOfOrder++;
    } else {
      next[talker] = counter + 1;
    }
    return true;
  }

  synchronized void hearsNonsense() {
    broken++;
  }

  /** {@return how many messages it has been told, each counted once} */
  synchronized int count() {
    return count;
  }

  /**
   * Compares with what was said in the end.
   *
   * @param said how many texts each talker has sent
   */
  synchronized Flaws flaws(int[] said) {
    long missing = 0;
    for (int talker = 0; talker < said.length; talker++) {
      boolean owed = talker != member || plan.dialect().echoes();
      for (int counter = 0; owed && counter < said[talker]; counter++) {
        if (!heard.get(counter * plan.talkers() + talker)) {
          missing++;
        }
      }
    }
    return new Flaws(missing, duplicate, outOfOrder, broken);
  }
}
