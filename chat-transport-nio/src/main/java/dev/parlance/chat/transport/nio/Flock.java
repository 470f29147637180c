package dev.parlance.chat.transport.nio;

import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Link;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The links of one binding that one loop serves, or a single connected link. It is a user of that
 * loop until it is complete, which means that no more links will come, and the last one has gone.
 */
final class Flock extends Wakeable {

  private final Loops loops;
  private final List<NioLink> links = new ArrayList<>();
  private final AtomicBoolean disbanding = new AtomicBoolean();
  private Runnable last = () -> {};
  private int first;
  private int untold;
  private boolean complete;
  private boolean released;
  private volatile boolean disbanded;

  private Flock(Loops loops, Loop loop) {
    super(loop);
    this.loops = loops;
  }

  /** For the links of a binding, one flock a loop. */
  static List<Flock> onAll(Loops loops) throws IOException {
    return loops.useAll().stream().map(loop -> new Flock(loops, loop)).toList();
  }

  /** For links that one loop serves. */
  static Flock onOne(Loops loops) throws IOException {
    return new Flock(loops, loops.useOne());
  }

  /** Has {@code task} run, on the loop's thread, when the last link has gone. */
  void whenEmpty(Runnable task) {
    last = task;
  }

  /** Begins to serve a single link, if somebody wants to talk over it. */
  Link serve(NioLink link, Acceptor acceptor) throws IOException {
    AtomicBoolean met = new AtomicBoolean();
    loops.call(loop, () -> met.set(meet(link, acceptor)), Deadline.never());
    if (!met.get()) {
      throw new IOException("nobody wants this connection");
    }
    return link;
  }

  private boolean meet(NioLink link, Acceptor acceptor) {
    boolean met = link.meet(acceptor);
    if (met) {
      link.open();
    }
    complete();
    return met;
  }

  // What follows up to the next such line is for the loop's thread.

  void add(NioLink link) {
    link.place = links.size();
    links.add(link);
    untold++;
  }

  /** The last link takes the place of the one that goes. */
  void remove(NioLink link) {
    NioLink other = links.remove(links.size() - 1);
    if (other != link) {
      other.place = link.place;
      links.set(link.place, other);
    }
  }

  /** A link that was removed is gone for its peer, too. */
  void told() {
    untold--;
    settle();
  }

  /** No more links will come. */
  void complete() {
    complete = true;
    settle();
  }

  private void settle() {
    if (complete && untold == 0 && !released) {
      released = true;
      last.run();
      loops.release(loop);
    }
  }

  /** {@return whether no link can be served here any more} */
  boolean isOver() {
    return released || disbanded || loop.hasEnded();
  }

  /**
   * Begins with another link each time, half of them further on: those that come first may fill a
   * room with what they have waiting, and the others would never have their turn.
   */
  @Override
  void heard() {
    int count = links.size();
    for (int i = first; i < count; i++) {
      links.get(i).heard();
    }
    for (int i = 0; i < Math.min(first, count); i++) {
      links.get(i).heard();
    }
    first = count == 0 ? 0 : (first + count / 2 + 1) % count;
  }

  /** The channel that the links share can take more. */
  void unblock() {
    for (int i = 0; i < links.size(); i++) {
      links.get(i).unblock();
    }
  }

  void end(@Nullable IOException cause) {
    while (!links.isEmpty()) {
      links.get(links.size() - 1).end(cause, true);
    }
  }

  // What follows is for all threads.

  /** Aborts all links. No more will come. */
  void disband() {
    if (disbanding.compareAndSet(false, true)) {
      loop.post(this::endAll);
    }
  }

  private void endAll() {
    end(null);
    loop.bury();
    complete();
    disbanded = true;
    loops.changed();
  }

  /** Waits until the peers of all links have been told of their end. */
  void awaitEnd(Deadline deadline) {
    loops.await(loop, () -> disbanded, deadline);
  }
}
