package dev.parlance.chat.testkit;

import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Peer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One end of a link. Other threads leave a mark and schedule a turn; everything else happens on the
 * loop, in turns of one read and one pull, so that no link waits long for another.
 */
abstract class MemoryLink implements Link {

  private static final Logger log = LoggerFactory.getLogger(MemoryTransport.class);

  private final MemoryLoop loop;
  private final InetSocketAddress local;
  private final InetSocketAddress remote;

  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final AtomicBoolean woken = new AtomicBoolean();
  private final CountDownLatch gone = new CountDownLatch(1);
  private volatile boolean aborted;

  private Peer peer = new Nobody();
  private boolean deaf;
  private boolean owing;
  private boolean blocked;

  MemoryLink(MemoryLoop loop, InetSocketAddress local, InetSocketAddress remote) {
    this.loop = loop;
    this.local = local;
    this.remote = remote;
  }

  /** Begins the life of the link; an acceptor that wants no peer or fails ends it at once. */
  final void meet(Acceptor acceptor) {
    loop.enter();
    Peer met = null;
    try {
      met = acceptor.accepted(this);
    } catch (RuntimeException | Error e) {
      log.error("An acceptor failed; its link is reset", e);
    }
    if (met == null) {
      aborted = true;
    } else {
      peer = met;
    }
    wake();
  }

  @Override
  public final InetSocketAddress localAddress() {
    return local;
  }

  @Override
  public final InetSocketAddress remoteAddress() {
    return remote;
  }

  @Override
  public final void wake() {
    woken.set(true);
    schedule();
  }

  @Override
  public final void abort() {
    aborted = true;
    schedule();
  }

  final boolean isAborted() {
    return aborted;
  }

  final boolean isGone() {
    return gone.getCount() == 0;
  }

  final void awaitGone(long deadline) {
    Uninterrupted.until(deadline, nanos -> gone.await(nanos, TimeUnit.NANOSECONDS));
  }

  /** Has a turn run; all that was asked for before the turn is served by it. */
  final void schedule() {
    if (!isGone() && scheduled.compareAndSet(false, true)) {
      loop.post(this::turn);
    }
  }

  /** There is room again where {@link #hasRoom} saw none. */
  final void room() {
    if (blocked) {
      blocked = false;
      owing = true;
      schedule();
    }
  }

  private void turn() {
    scheduled.set(false);
    step(
        () -> {
          read();
          write();
        });
  }

  /** Something that may fail, and then costs the link. */
  interface Work {
    void run() throws IOException;
  }

  /** Does {@code work}; ends the link if that failed, or if its time has come. */
  final void step(Work work) {
    if (isGone()) {
      return;
    }
    if (woken.getAndSet(false)) {
      deaf = false;
      owing = true;
    }
    IOException cause = failure();
    if (cause == null && !aborted) {
      cause = attempt(work);
    }
    if (aborted || cause != null || isComplete()) {
      end(aborted ? null : cause);
    }
  }

  private static @Nullable IOException attempt(Work work) {
    try {
      work.run();
      return null;
    } catch (IOException e) {
      return e;
    } catch (RuntimeException | Error e) {
      return new IOException("The peer failed: " + e, e);
    }
  }

  /** {@return whether input is welcome; once it is not, a wake must come first} */
  final boolean listens() {
    deaf = deaf || !peer.ready();
    return !deaf && !aborted;
  }

  private void write() throws IOException {
    if (!owing || aborted) {
      return;
    }
    owing = false;
    switch (peer.pull(output())) {
      case IDLE -> {}
      case MORE -> owe();
      case DONE -> endOutput();
      case BLOCKED -> {
        blocked = !hasRoom();
        if (!blocked) {
          owe();
        }
      }
    }
  }

  private void owe() {
    owing = true;
    schedule();
  }

  private void end(@Nullable IOException cause) {
    release();
    try {
      peer.closed(cause);
    } catch (RuntimeException | Error e) {
      log.error("A peer failed when it was told of its end", e);
    }
    loop.leave();
    gone.countDown();
  }

  final Peer peer() {
    return peer;
  }

  /** {@return what ended the link from outside, or null} */
  abstract @Nullable IOException failure();

  /** Hands over what one read brings, if anything. */
  abstract void read();

  /** {@return where the peer writes to} */
  abstract MemoryChannel output();

  /** {@return whether the output would take more than it last did} */
  abstract boolean hasRoom();

  /** The peer will write nothing more. */
  abstract void endOutput();

  /** {@return whether the link ended in good order} */
  abstract boolean isComplete();

  /** Gives back what the link holds, and tells the other end. */
  abstract void release();
}
