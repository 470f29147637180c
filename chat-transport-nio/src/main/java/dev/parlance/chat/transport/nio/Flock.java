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
 * loop until it is disbanded, or its single link has ended.
 */
final class Flock extends Wakeable {

  private final Loops loops;
  private final boolean single;
  private final List<NioLink> links = new ArrayList<>();
  private final AtomicBoolean disbanding = new AtomicBoolean();
  private volatile boolean disbanded;

  private Flock(Loops loops, Loop loop, boolean single) {
    super(loop);
    this.loops = loops;
    this.single = single;
  }

  /** For the links of a binding, one flock a loop. */
  static List<Flock> onAll(Loops loops) throws IOException {
    return loops.useAll().stream().map(loop -> new Flock(loops, loop, false)).toList();
  }

  /** For the links of a binding that needs one loop. */
  static List<Flock> onOne(Loops loops) throws IOException {
    return List.of(new Flock(loops, loops.useOne(), false));
  }

  /** For one link, with which it comes to its end. */
  static Flock ofOne(Loops loops) throws IOException {
    return new Flock(loops, loops.useOne(), true);
  }

  /** Begins to serve the one link, if somebody wants to talk over it. */
  Link start(NioLink link, Acceptor acceptor) throws IOException {
    AtomicBoolean met = new AtomicBoolean();
    loops.call(loop, () -> met.set(meet(link, acceptor)), Deadline.never());
    if (!met.get()) {
      throw new IOException("Nobody wants to talk to " + link.remoteAddress());
    }
    return link;
  }

  private boolean meet(NioLink link, Acceptor acceptor) {
    if (link.meet(acceptor)) {
      link.open();
      return true;
    }
    left();
    return false;
  }

  // On the loop's thread:

  void add(NioLink link) {
    link.place = links.size();
    links.add(link);
  }

  /** The last link takes the place of the one that leaves. */
  void remove(NioLink link) {
    NioLink last = links.remove(links.size() - 1);
    if (last != link) {
      last.place = link.place;
      links.set(link.place, last);
    }
  }

  /** A link's peer has been told of its end. */
  void left() {
    if (single) {
      loops.release(loop);
    }
  }

  @Override
  void heard() {
    for (int i = 0; i < links.size(); i++) {
      links.get(i).heard();
    }
  }

  /** The shared channel can take more. */
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

  // On any thread:

  /** Aborts all links and gives the loop up. */
  void disband(Runnable last) {
    if (disbanding.compareAndSet(false, true)) {
      loop.post(() -> endAll(last));
    }
  }

  private void endAll(Runnable last) {
    end(null);
    last.run();
    loop.bury();
    loops.release(loop);
    disbanded = true;
    loops.changed();
  }

  boolean isDisbanded() {
    return disbanded;
  }

  /** Waits until all links have been told of their end, and the loop has ended if it has to. */
  void awaitEnd(Deadline deadline) {
    loops.await(loop, () -> disbanded, deadline);
    if (loop.isFinishing()) {
      loop.join(deadline);
    }
  }
}
