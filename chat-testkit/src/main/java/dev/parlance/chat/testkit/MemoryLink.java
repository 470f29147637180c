package dev.parlance.chat.testkit;

import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Peer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One end of a link. Other threads leave a mark and ask for a turn; everything else happens on the
 * loop, in turns of one read and one pull, so that no link waits long for another.
 */
abstract class MemoryLink implements Link {

  private static final Logger log = LoggerFactory.getLogger(MemoryTransport.class);

  private final MemoryLoop loop;
  private final InetSocketAddress local;
  private final InetSocketAddress remote;
  private final Turns turns;
  private final CountDownLatch gone = new CountDownLatch(1);
  private volatile boolean woken;
  private volatile boolean aborted;
  private volatile boolean closing;

  private Peer peer = new Nobody();
  private boolean deaf;
  private boolean owing;
  private boolean blocked;
  private boolean done;

  MemoryLink(MemoryLoop loop, InetSocketAddress local, InetSocketAddress remote) {
    this.loop = loop;
    this.local = local;
    this.remote = remote;
    this.turns = new Turns(loop, this::turn);
  }

  /** Begins the life of the link; an acceptor that wants no peer, or fails, ends it at once. */
  final void meet(Acceptor acceptor) {
    loop.enter();
    Peer met = null;
    try {
      met = acceptor.accepted(this);
    } catch (RuntimeException | Error e) {
      MemoryLoop.log(() -> log.error("An acceptor failed: {} is reset", remote, e));
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
    woken = true;
    askForTurn();
  }

  @Override
  public final void abort() {
    aborted = true;
    askForTurn();
  }

  @Override
  public final void close() {
    closing = true;
    askForTurn();
  }

  /** {@return whether nothing more is read or written} */
  final boolean isEnding() {
    return aborted || closing || isGone();
  }

  /** {@return whether the peer was told that it is over} */
  final boolean isGone() {
    return gone.getCount() == 0;
  }

  final void awaitGone(long deadline) {
    Uninterrupted.until(deadline, nanos -> gone.await(nanos, TimeUnit.NANOSECONDS));
  }

  final void askForTurn() {
    if (!isGone()) {
      turns.ask();
    }
  }

  private void turn() {
    if (isGone()) {
      return;
    }
    if (woken) {
      woken = false;
      deaf = false;
      owing = true;
    }
    IOException cause = failure();
    if (cause == null && !isEnding()) {
      cause = attempt();
    }
    if (isEnding() || cause != null || isComplete()) {
      end(isEnding() ? null : cause, aborted || cause != null);
    }
  }

  private @Nullable IOException attempt() {
    try {
      read();
      write();
      return null;
    } catch (IOException e) {
      return e;
    } catch (RuntimeException | Error e) {
      return new IOException("The peer failed", e);
    }
  }

  /** {@return whether input is welcome; once it is not, a wake must come first} */
  final boolean listens() {
    deaf = deaf || !peer.ready();
    return !deaf && !isEnding();
  }

  private void write() throws IOException {
    if (!owing || done || isEnding()) {
      return;
    }
    owing = false;
    switch (peer.pull(output())) {
      case IDLE -> {}
      case MORE -> owe();
      case BLOCKED -> {
        blocked = true;
        if (hasRoom()) {
          room();
        }
      }
      case DONE -> {
        done = true;
        endOutput();
      }
    }
  }

  /** The peer is asked to write again, if the last time there was too little room. */
  final void room() {
    if (blocked) {
      blocked = false;
      owe();
    }
  }

  private void owe() {
    owing = true;
    askForTurn();
  }

  private void end(@Nullable IOException cause, boolean reset) {
    release(reset);
    try {
      peer.closed(cause);
    } catch (RuntimeException | Error e) {
      MemoryLoop.log(() -> log.error("A peer failed when it was told that {} is gone", remote, e));
    }
    loop.leave();
    gone.countDown();
  }

  final Peer peer() {
    return peer;
  }

  final boolean isDone() {
    return done;
  }

  /** {@return what ended the link from outside, or null} */
  abstract @Nullable IOException failure();

  /** Hands over what one read brings, if the peer {@link #listens}. */
  abstract void read();

  /** {@return where the peer writes to} */
  abstract MemoryChannel output();

  /** {@return whether the output could take something now} */
  abstract boolean hasRoom();

  /** Lets the other end know that nothing more will be written. */
  abstract void endOutput();

  /** {@return whether the link ended in good order} */
  abstract boolean isComplete();

  /** Gives back what the link holds, and lets the other end know; it is {@code reset} or not. */
  abstract void release(boolean reset);
}
