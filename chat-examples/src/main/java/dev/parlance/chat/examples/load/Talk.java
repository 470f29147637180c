package dev.parlance.chat.examples.load;

import dev.parlance.chat.ChatClient;
import dev.parlance.chat.ChatException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/** Says each message when it is due, on a few threads, so that one who is held up holds up few. */
final class Talk {

  private static final int THREADS = 16;

  private final LoadPlan plan;
  private final List<ChatClient> clients;
  private final Clock clock;
  private final AtomicIntegerArray said;
  private final AtomicInteger total = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();

  /** Prepares to talk as the first of {@code clients}. */
  Talk(LoadPlan plan, List<ChatClient> clients, Clock clock) {
    this.plan = plan;
    this.clients = clients;
    this.clock = clock;
    this.said = new AtomicIntegerArray(plan.talkers());
  }

  void begin() {
    int hands = Math.min(THREADS, plan.talkers());
    clock.start();
    for (int i = 0; i < hands; i++) {
      int hand = i;
      Thread thread = new Thread(() -> talk(hand, hands), "load-talk-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /** Says the messages of each {@code hands}th talker. */
  private void talk(int hand, int hands) {
    for (int message = 0; message < plan.messages(); message++) {
      int talker = message % plan.talkers();
      if (talker % hands == hand && clients.get(talker).isOpen()) {
        await(plan.due(message));
        say(talker, message);
      }
    }
  }

  private void await(long due) {
    for (long left = due - clock.nanos(); left > 0; left = due - clock.nanos()) {
      LockSupport.parkNanos(left);
    }
  }

  private void say(int talker, int message) {
    int counter = message / plan.talkers();
    long micros = TimeUnit.NANOSECONDS.toMicros(plan.due(message));
    try {
      clients.get(talker).send(Payload.text(plan, talker, counter, micros));
      said.incrementAndGet(talker);
      total.incrementAndGet();
    } catch (ChatException ended) {
      // Its listener was told why, and from now on it is silent.
    }
  }

  boolean isOver() {
    return threads.stream().noneMatch(Thread::isAlive);
  }

  /** {@return how many messages have been said} */
  int total() {
    return total.get();
  }

  /** {@return how many messages each talker has said} */
  int[] said() {
    int[] copy = new int[plan.talkers()];
    for (int talker = 0; talker < copy.length; talker++) {
      copy[talker] = said.get(talker);
    }
    return copy;
  }
}
