package dev.parlance.chat.transport.nio;

import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Binding;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the bindings have in common: a channel that one loop, their home, watches, and links that
 * stand in flocks, one a loop.
 */
abstract class NioBinding implements Binding, Selected {

  private static final Logger LOG = LoggerFactory.getLogger(NioBinding.class);

  final List<Flock> flocks;
  final Acceptor acceptor;
  final Loop home;
  private final Loops loops;
  private final InetSocketAddress address;
  private final Backoff backoff = new Backoff(this::resume);
  private @Nullable SelectionKey key;
  private int watched;
  private boolean resting;
  private boolean blocked;

  /**
   * @param flocks the first one's loop becomes the home
   */
  NioBinding(Loops loops, List<Flock> flocks, InetSocketAddress address, Acceptor acceptor) {
    this.loops = loops;
    this.flocks = flocks;
    this.address = address;
    this.acceptor = acceptor;
    home = flocks.get(0).loop;
  }

  // What is abstract, and all else up to the next such line, is for the thread of the home loop.

  abstract SelectableChannel channel();

  /** The operation by which new links come. */
  abstract int intake();

  /** Takes in what has arrived, within the limits of a turn. */
  abstract void takeIn() throws IOException;

  /** The channel can take more. */
  abstract void unblocked();

  /** Accepts no more. */
  abstract void stop();

  /** The loop broke down. */
  @Override
  public void failed(IOException cause) {
    closeChannel();
  }

  @Override
  public final void ready(int operations) {
    if ((operations & SelectionKey.OP_WRITE) != 0) {
      blocked = false;
      unblocked();
    }
    if ((operations & intake()) != 0) {
      tryTakingIn();
    }
    watch();
  }

  final void tryTakingIn() {
    try {
      takeIn();
      backoff.succeeded();
    } catch (IOException e) {
      rest(e);
    }
  }

  private void rest(IOException why) {
    if (resting) {
      return;
    }
    long now = System.nanoTime();
    backoff.failed(now);
    resting = true;
    home.rest(backoff);
    tell(why);
    if (backoff.warns(now)) {
      Quietly.log(() -> LOG.warn("Nothing is accepted at {} for the moment", address, why));
    }
  }

  private void tell(IOException why) {
    try {
      acceptor.paused(why);
    } catch (RuntimeException | Error e) {
      Quietly.log(() -> LOG.warn("The acceptor failed when told of a pause at {}", address, e));
    }
  }

  private void resume() {
    resting = false;
    watch();
  }

  /** Asks to be told when the channel can take more. */
  final void block() {
    blocked = true;
    watch();
  }

  private void watch() {
    int wanted = (resting ? 0 : intake()) | (blocked ? SelectionKey.OP_WRITE : 0);
    if (key != null && key.isValid() && wanted != watched) {
      watched = wanted;
      key.interestOps(wanted);
    }
  }

  @Override
  public final void moved(SelectionKey moved) {
    key = moved;
  }

  /** Returns once the descriptor is given back. */
  final void closeChannel() {
    Quietly.close(channel());
    home.letGo();
  }

  /** Has the channel watched, and returns why not. */
  private @Nullable IOException watchFrom() {
    try {
      key = home.register(channel(), intake(), this);
      watched = intake();
      return null;
    } catch (IOException | ClosedSelectorException e) {
      return new IOException("the event loop broke down", e);
    }
  }

  // What follows is for all threads.

  /** Starts to take in, and returns when it does. */
  final Binding start() throws IOException {
    AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
    loops.call(home, () -> failure.set(watchFrom()), Deadline.never());
    IOException why = failure.get();
    if (why != null) {
      close();
      throw why;
    }
    return this;
  }

  @Override
  public final InetSocketAddress address() {
    return address;
  }

  @Override
  public final void wake() {
    for (int i = 0; i < flocks.size(); i++) {
      flocks.get(i).call();
    }
  }

  @Override
  public final void stopAccepting() {
    loops.call(home, this::stop, Deadline.in(Binding.closeTimeout()));
  }

  @Override
  public final void close() {
    Deadline deadline = Deadline.in(Binding.closeTimeout());
    loops.call(home, this::stop, deadline);
    for (Flock flock : flocks) {
      flock.disband();
    }
    for (Flock flock : flocks) {
      flock.awaitEnd(deadline);
    }
    loops.awaitEnds(deadline);
  }
}
