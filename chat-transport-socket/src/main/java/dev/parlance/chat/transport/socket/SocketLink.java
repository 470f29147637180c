package dev.parlance.chat.transport.socket;

import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Peer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A link with a thread of its own, which reads, outlives every write task, and tells the peer of
 * the end. So {@link Peer#closed} never comes on a thread of somebody who called {@link #abort}.
 */
final class SocketLink implements Link {

  private static final Logger LOG = LoggerFactory.getLogger(SocketLink.class);

  /** Why a link is over before both directions ended. */
  private record End(@Nullable IOException cause) {}

  private final Plug plug;
  private final Crew crew;
  private final AtomicReference<@Nullable End> end = new AtomicReference<>();

  /** Raised when the peer shall be asked again whether input is welcome, or the end may be near. */
  private final Signal signal = new Signal();

  private volatile @Nullable Outlet outlet;

  private volatile @Nullable Thread reader;

  SocketLink(Plug plug, Crew crew) {
    this.plug = plug;
    this.crew = crew;
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return plug.remote();
  }

  @Override
  public InetSocketAddress localAddress() {
    return plug.local();
  }

  @Override
  public void wake() {
    signal.raise();
    Outlet current = outlet;
    if (current != null) {
      current.wake();
    }
  }

  @Override
  public void close() {
    if (end.compareAndSet(null, new End(null))) {
      plug.close();
      signal.raise();
    }
  }

  @Override
  public void abort() {
    end(null);
  }

  /** {@return who talks over this link, or null if it was reset as nobody does} */
  @Nullable Peer meet(Acceptor acceptor) {
    Peer peer = null;
    try {
      peer = acceptor.accepted(this);
    } catch (Throwable e) {
      Quietly.log(() -> LOG.error("No peer for {}: the acceptor failed", remoteAddress(), e));
    }
    if (peer == null) {
      end(null);
    }
    return peer;
  }

  /**
   * Serves the link until it is gone.
   *
   * @param beforeClosed run when the link is gone, before the peer is told
   */
  void serve(Peer peer, Runnable beforeClosed) {
    Outlet writing = new Outlet(this, peer, plug, crew);
    reader = Thread.currentThread();
    outlet = writing;
    writing.start();
    try {
      read(peer);
    } catch (IOException e) {
      end(e);
    } catch (Throwable e) {
      failed(e);
    }
    while (!writing.over()) {
      signal.await();
    }
    plug.close();
    beforeClosed.run();
    tellClosed(peer);
  }

  /** Returns at the end of the input, or when the link is over. */
  private void read(Peer peer) throws IOException {
    while (awaitReady(peer)) {
      ByteBuffer input = plug.read();
      if (input == null) {
        peer.ended();
        wake();
        return;
      }
      peer.received(input);
      crew.takeTurns();
    }
  }

  /** {@return true when input is welcome, false when the link is over} */
  private boolean awaitReady(Peer peer) {
    while (!over()) {
      if (peer.ready()) {
        return true;
      }
      signal.await();
    }
    return false;
  }

  /** Tells a peer that was met, but could not be served. */
  void refuse(Peer peer, IOException why) {
    end(why);
    tellClosed(peer);
  }

  private void tellClosed(Peer peer) {
    End early = end.get();
    try {
      peer.closed(early == null ? null : early.cause());
    } catch (Throwable e) {
      Quietly.log(
          () ->
              LOG.error(
                  "The peer at {} failed when told that its link is closed", remoteAddress(), e));
    }
  }

  boolean over() {
    return end.get() != null;
  }

  /**
   * Ends the link for the first reason that is given; failures that follow from it change nothing.
   */
  void end(@Nullable IOException cause) {
    if (end.compareAndSet(null, new End(cause))) {
      plug.reset();
      signal.raise();
    }
  }

  /** Ends the link because the peer's code failed, which concerns no other link. */
  void failed(Throwable failure) {
    end(new IOException("the peer failed", failure));
    Quietly.log(
        () -> LOG.error("Closing the link with {}: its peer failed", remoteAddress(), failure));
  }

  /** Has the thread of the link look whether the end has come. */
  void stir() {
    signal.raise();
  }

  /** {@return the thread that cannot end before {@code writer}, the link's write task, returns} */
  @Nullable Thread readerBehind(Thread writer) {
    Outlet current = outlet;
    return current != null && current.runsOn(writer) ? reader : null;
  }
}
