package dev.parlance.chat.transport.nio;

import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Peer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A link and its state, which the loop's thread alone touches:
 *
 * <pre>
 *   made ──meet──► met ──open──► open ──end──► over ──buried──► its peer knows
 * </pre>
 *
 * While it is open, its input may be paused (the peer was not ready) or ended, and its output
 * blocked (until the channel can take more) or done. When the input has ended and the output is
 * done, it is over.
 */
abstract class NioLink extends Wakeable implements Link {

  private static final Logger LOG = LoggerFactory.getLogger(NioLink.class);

  /** Where this stands among the links of its flock. */
  int place;

  private final Flock flock;
  private final InetSocketAddress remote;
  private final InetSocketAddress local;
  private Peer peer = Nobody.HERE;
  private boolean onAgenda;
  private boolean woken = true; // so that the peer is asked at first
  private boolean paused = true;
  private boolean ended;
  private boolean blocked;
  private boolean done;
  private boolean open;
  private @Nullable IOException cause;
  private volatile boolean aborted;
  private volatile boolean closing;

  NioLink(Flock flock, InetSocketAddress remote, InetSocketAddress local) {
    super(flock.loop);
    this.flock = flock;
    this.remote = remote;
    this.local = local;
  }

  /** Has the channel watched. */
  abstract void register() throws IOException;

  /** Where the peer writes to. */
  abstract GatheringByteChannel channel();

  /** Hands over what there is to read, as long as {@link #welcomes} says so. */
  abstract void read() throws IOException;

  /** Ends the output. */
  abstract void finish() throws IOException;

  /** Says what the channel is watched for from now on. */
  abstract void watch(int operations);

  abstract void close(boolean reset);

  /** {@return whether somebody wants to talk over this link; it has been reset otherwise} */
  final boolean meet(Acceptor acceptor) {
    Peer met = null;
    try {
      met = acceptor.accepted(this);
    } catch (VirtualMachineError e) {
      close(true);
      throw e;
    } catch (RuntimeException | Error e) {
      Quietly.log(() -> LOG.error("The acceptor failed on the link from {}", remote, e));
    }
    if (met == null) {
      close(true);
      return false;
    }
    peer = met;
    return true;
  }

  /** Begins to serve the link, in this same turn. */
  final void open() {
    flock.add(this);
    open = true;
    if (flock.isOver()) {
      end(null, true);
      return;
    }
    try {
      register();
      enlist();
    } catch (IOException e) {
      end(e, true);
    }
  }

  /** The channel is ready for some operations; what there is to write follows in the same turn. */
  final void input(int operations) {
    if ((operations & SelectionKey.OP_WRITE) != 0) {
      blocked = false;
    }
    enlist();
    if ((operations & SelectionKey.OP_READ) != 0) {
      step(true);
    }
  }

  final void unblock() {
    if (blocked) {
      input(SelectionKey.OP_WRITE);
    }
  }

  @Override
  final void heard() {
    woken = true;
    enlist();
  }

  private void enlist() {
    if (open && !onAgenda) {
      onAgenda = true;
      loop.enlist(this);
    }
  }

  /** The link's turn to write. */
  final void serve() {
    onAgenda = false;
    step(false);
  }

  private void step(boolean reading) {
    if (!open) {
      return;
    }
    try {
      if (aborted) {
        end(null, true);
      } else if (closing) {
        end(null, false);
      } else if (reading) {
        read();
      } else {
        flush();
      }
    } catch (IOException e) {
      end(e, true);
    } catch (CancelledKeyException e) {
      end(new ClosedChannelException(), true);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      Quietly.log(() -> LOG.error("The peer of {} failed; its link is aborted", remote, e));
      end(new IOException("the peer failed", e), true);
    }
  }

  /** Whether the peer takes input. After it said no it is not asked again until it was woken. */
  final boolean welcomes() {
    if (ended || aborted || (paused && !woken)) {
      return false;
    }
    paused = !peer.ready();
    return !paused;
  }

  final void received(ByteBuffer input) {
    peer.received(input);
  }

  final void inputEnded() {
    ended = true;
    peer.ended();
  }

  private void flush() throws IOException {
    if (paused && woken) {
      welcomes();
    }
    woken = false;
    if (!blocked && !done) {
      pull();
    }
    if (ended && done) {
      end(null, false);
    } else {
      watch((paused || ended ? 0 : SelectionKey.OP_READ) | (blocked ? SelectionKey.OP_WRITE : 0));
    }
  }

  private void pull() throws IOException {
    switch (peer.pull(channel())) {
      case IDLE -> {}
      case BLOCKED -> blocked = true;
      case MORE -> enlist();
      case DONE -> {
        done = true;
        finish();
      }
    }
  }

  /** There will be no more input, which the peer need not know: it said that it is done. */
  final void ignoreInput() {
    ended = true;
  }

  final void end(@Nullable IOException why, boolean reset) {
    if (open) {
      open = false;
      cause = aborted ? null : why;
      flock.remove(this);
      close(reset);
      loop.dig(this);
    }
  }

  /** The channel is given back. */
  final void buried() {
    try {
      peer.closed(cause);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      Quietly.log(() -> LOG.error("The peer of {} failed at the end", remote, e));
    } finally {
      flock.told();
    }
  }

  @Override
  public final InetSocketAddress remoteAddress() {
    return remote;
  }

  @Override
  public final InetSocketAddress localAddress() {
    return local;
  }

  @Override
  public final void wake() {
    call();
  }

  @Override
  public final void close() {
    closing = true;
    call();
  }

  @Override
  public final void abort() {
    aborted = true;
    call();
  }
}
