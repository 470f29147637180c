package dev.parlance.chat.faults;

import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Listener;
import dev.parlance.chat.Message;
import dev.parlance.chat.User;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a server tells its application: who joined and left, and why connections ended. */
final class Closings implements Listener {

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

  private final Map<String, CloseReason> reasons = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Integer> presence = new HashMap<>();
  private long lastSequence;
  private int joins;

  @Override
  public synchronized void message(Message message) {
    if (message.sequence() != ++lastSequence) {
      problems.add("a gap before " + message);
    }
    Listener.super.message(message);
  }

  @Override
  public synchronized void joined(Message.Joined joined) {
    joins++;
    if (presence.merge(joined.user().address(), 1, Integer::sum) != 1) {
      problems.add("joined twice: " + joined);
    }
  }

  @Override
  public synchronized void left(Message.Left left) {
    if (presence.merge(left.user().address(), -1, Integer::sum) != 0) {
      problems.add("left without being there: " + left);
    }
  }

  @Override
  public synchronized void closed(User user, CloseReason reason) {
    String address = user.address();
    if (reasons.put(address, reason) != null) {
      problems.add("closed twice: " + address);
    }
    if (presence.getOrDefault(address, 0) != 0) {
      problems.add("closed before it left: " + address);
    }
    notifyAll();
  }

  /** Waits for the end of the connection from an address. */
  synchronized CloseReason of(InetSocketAddress peer) {
    String address = User.unnamed(peer.getAddress().getHostAddress(), peer.getPort()).address();
    long deadline = System.nanoTime() + PATIENCE;
    for (CloseReason reason = null; ; ) {
      reason = reasons.remove(address);
      if (reason != null) {
        return reason;
      }
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError("the connection from " + address + " did not end: " + reasons);
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException interrupted) {
        throw new AssertionError(interrupted);
      }
    }
  }

  /** {@return how many have joined, ever} */
  synchronized int joins() {
    return joins;
  }

  synchronized void assertSound() {
    if (!problems.isEmpty()) {
      throw new AssertionError(problems.toString());
    }
    if (presence.values().stream().anyMatch(count -> count != 0)) {
      throw new AssertionError("joined and did not leave: " + presence);
    }
  }
}
