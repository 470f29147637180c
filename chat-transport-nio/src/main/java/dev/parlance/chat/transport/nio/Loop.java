package dev.parlance.chat.transport.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread with a selector. In each turn it reads what has arrived, runs what was posted, gives
 * every link that has something to do its turn to write, and buries the links that ended.
 */
final class Loop {

  /** A datagram has 65,507 bytes at most, so none is cut. Streams fill it under load only. */
  static final int INPUT_BYTES = 65_536;

  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

  private final Poll poll = new Poll();
  private final Doorbell bell = new Doorbell(poll::alarm);
  private final ByteBuffer input = ByteBuffer.allocateDirect(INPUT_BYTES);
  private final Queue<NioLink> agenda = new ArrayDeque<>();
  private final Queue<NioLink> graves = new ArrayDeque<>();
  private final List<Backoff> resting = new ArrayList<>();
  private final Thread thread;

  /** How many use this loop. Guarded by {@link Loops}. */
  int users;

  /** Whether this loop's thread waits for another loop. Guarded by {@link Loops}. */
  boolean waits;

  private volatile boolean finishing;
  private volatile boolean ended;

  Loop(int number) throws IOException {
    thread = new Thread(null, this::run, "parlance-nio-" + number, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(Loop.class.getClassLoader());
  }

  void start() throws IOException {
    Quietly.prepare();
    try {
      thread.start();
    } catch (Throwable e) {
      poll.close();
      throw e;
    }
  }

  private void run() {
    IOException cause = null;
    try {
      while (!finishing) {
        turn();
      }
    } catch (Throwable e) {
      Quietly.log(() -> LOG.error("{} broke down; its links are lost", this, e));
      cause = new IOException("the event loop broke down", e);
    }
    end(cause);
  }

  private void turn() throws IOException {
    select();
    poll.dispatch();
    resume();
    runTasks();
    hear();
    serve();
    bury();
  }

  private void select() throws IOException {
    if (!agenda.isEmpty() || bell.rung() || !bell.liesDown()) {
      poll.look();
    } else {
      poll.sleep(bell, restMillis());
    }
  }

  private void resume() {
    if (!resting.isEmpty()) {
      long now = System.nanoTime();
      resting.removeIf(backoff -> backoff.resumed(now));
    }
  }

  /** How long to sleep at most; 0 for as long as it takes. */
  private long restMillis() {
    if (resting.isEmpty()) {
      return 0;
    }
    long now = System.nanoTime();
    long least = resting.stream().mapToLong(backoff -> backoff.left(now)).min().orElse(0);
    return Math.max(0, TimeUnit.NANOSECONDS.toMillis(least)) + 1;
  }

  private void runTasks() {
    for (Runnable task = bell.takeTask(); task != null; task = bell.takeTask()) {
      task.run();
    }
  }

  private void hear() {
    for (Wakeable woken = bell.takeWoken(); woken != null; ) {
      Wakeable rest = woken.unlink();
      woken.heard();
      woken = rest;
    }
  }

  /** Gives each link on the agenda its turn. Who enters it meanwhile has the next one. */
  private void serve() {
    for (int count = agenda.size(); count > 0; count--) {
      agenda.remove().serve();
    }
  }

  /** Tells the peers of ended links so, once the descriptors are given back. */
  void bury() {
    if (!graves.isEmpty()) {
      letGo();
      for (NioLink link = graves.poll(); link != null; link = graves.poll()) {
        link.buried();
      }
    }
  }

  private void end(@Nullable IOException cause) {
    try {
      if (cause != null) {
        poll.fail(cause);
      }
      poll.close();
    } catch (Throwable e) {
      Quietly.log(() -> LOG.error("{} ended badly", this, e));
    }
    ended = true;
    runLeftovers();
  }

  /** What was posted to a loop that ended is run all the same: it finds out and cleans up. */
  private void runLeftovers() {
    synchronized (graves) {
      try {
        runTasks();
        bury();
      } catch (Throwable e) {
        Quietly.log(() -> LOG.error("{} ended badly", this, e));
      }
    }
  }

  // What follows up to the next such line is for the loop's own thread.

  SelectionKey register(SelectableChannel channel, int operations, Selected attachment)
      throws IOException {
    return poll.register(channel, operations, attachment);
  }

  /** A buffer to read into, for the time until the next read. */
  ByteBuffer input() {
    return input.clear();
  }

  /** Gives {@code link} a turn: still in this turn, or in the next when those were given. */
  void enlist(NioLink link) {
    agenda.add(link);
  }

  void dig(NioLink link) {
    graves.add(link);
  }

  /** Gives back the descriptors of closed channels now. */
  void letGo() {
    try {
      poll.letGo();
    } catch (IOException | ClosedSelectorException e) {
      // Then the next turn fails, and says so.
      Quietly.log(() -> LOG.debug("{} could not select", this, e));
    }
  }

  void rest(Backoff backoff) {
    resting.add(backoff);
  }

  void replaceSelector() throws IOException {
    poll.replace();
  }

  // What follows is for all threads.

  Doorbell bell() {
    return bell;
  }

  void post(Runnable task) {
    bell.post(task);
    if (ended) {
      runLeftovers();
    }
  }

  boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  boolean hasEnded() {
    return ended;
  }

  /** Ends the thread. Nobody may have anything registered here any more. */
  void finish() {
    finishing = true;
    bell.post(() -> {});
  }

  boolean isFinishing() {
    return finishing;
  }

  /** {@return whether there is not even the thread any more} */
  boolean isGone() {
    return !thread.isAlive();
  }

  /** Waits for the thread to end, unless it is the calling one. */
  void join(Deadline deadline) {
    if (!isCurrent()) {
      deadline.join(thread);
    }
  }

  @Override
  public String toString() {
    return thread.getName();
  }
}
