package dev.parlance.chat.tls;

import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Peer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One TLS connection: what its two directions have in common, and what the core sees of it.
 *
 * <pre>
 *   shaking hands ──► established ──(both directions ended)──► gone
 *        └──(failure: alert, FIN)──┴──(failure, close: alert, FIN)──► gone, after {@value
 *   #LINGER_MILLIS} ms at most
 * </pre>
 *
 * <p>Whatever state it is in, {@link #abort} is the abort of the link below, at once.
 */
final class TlsLink implements Link {

  /** How long the other side may take to read why it ends, or to end its own side. */
  static final int LINGER_MILLIS = 1000;

  private static final Logger LOG = LoggerFactory.getLogger(TlsLink.class);

  private final Link below;
  private final Workers workers;
  private final Opening opening;
  private final Stirs all;
  private final Stirs own = new Stirs();
  private final Handshake handshake;
  private final TlsPeer peer;
  private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
  private volatile @Nullable Peer core;
  private volatile @Nullable Future<?> lingering;
  private volatile boolean closing;
  private volatile boolean aborted;
  private volatile boolean outputEnded;
  private volatile boolean blocked;

  /**
   * A new one over {@code below}.
   *
   * @param all told whenever all links are woken that were made with it
   */
  TlsLink(
      Link below, SSLEngine engine, Workers workers, Buffers buffers, Opening opening, Stirs all) {
    this.below = below;
    this.workers = workers;
    this.opening = opening;
    this.all = all;
    this.handshake = new Handshake(this, engine, workers);
    this.peer = new TlsPeer(this, engine, buffers);
    workers.enter();
  }

  Handshake handshake() {
    return handshake;
  }

  // The two sides of it.

  /** {@return who talks to the link below} */
  Peer peer() {
    return peer;
  }

  /** {@return who talks over this link, or null as long as nobody has met it} */
  @Nullable Peer core() {
    return core;
  }

  /** {@return whether somebody wants to talk over this link; the caller resets it otherwise} */
  boolean isMet() {
    try {
      core = opening.acceptor().accepted(this);
    } finally {
      if (core == null) {
        workers.leave();
      }
    }
    return core != null;
  }

  /** Introduces somebody who waits for this link to be established, if they still do. */
  void introduce() {
    if (!opening.begins()) {
      below.abort();
      return;
    }
    try {
      core = opening.acceptor().accepted(this);
    } catch (RuntimeException | Error e) {
      complain(e);
    }
    if (core == null) {
      opening.refused(new IOException("nobody wants this connection"));
      below.abort();
    } else {
      opening.succeeded(this);
      below.wake(); // to be asked whether input is welcome
    }
  }

  /** Some failures cannot even be logged, and who connects waits for what follows. */
  private void complain(Throwable failure) {
    try {
      LOG.error("No peer for {}: the acceptor failed", remoteAddress(), failure);
    } catch (RuntimeException | Error e) {
      // Then it is said nowhere.
    }
  }

  @Override
  public boolean isEstablished() {
    return handshake.isEstablished();
  }

  @Override
  public @Nullable Principal peerPrincipal() {
    return handshake.principal();
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return below.remoteAddress();
  }

  @Override
  public InetSocketAddress localAddress() {
    return below.localAddress();
  }

  @Override
  public void wake() {
    own.stir();
    below.wake();
  }

  /** Has the link below woken, but not so as if the core had asked for that. */
  void wakeBelow() {
    below.wake();
  }

  /** {@return a mark that differs from later ones once the core has had this link woken} */
  long mark() {
    return (long) own.mark() << Integer.SIZE | Integer.toUnsignedLong(all.mark());
  }

  // The end.

  /**
   * Ends the link: the other side is told by an alert, and the core why. The first one counts, and
   * none when the core has ended it already.
   */
  void fail(IOException why) {
    if (!closing && !aborted && failure.compareAndSet(null, why)) {
      opening.failed(why);
      below.wake();
      closeLater();
    }
  }

  void fail(SSLException why) {
    fail((IOException) worded(why));
  }

  private SSLException worded(SSLException why) {
    String what = isEstablished() ? "TLS failed: " : "TLS handshake failed: ";
    return new SSLException(what + Distrust.hint(why) + why.getMessage(), why);
  }

  /** Ends the link at once: the handshake can neither go on nor be ended. */
  void cannotGoOn(Throwable why) {
    fail(new IOException("no thread for the TLS handshake: " + why.getMessage(), why));
    below.abort();
  }

  /** {@return whether input is of no interest any more} */
  boolean isOver() {
    return closing || failure.get() != null;
  }

  boolean isClosing() {
    return closing;
  }

  /** Nothing but bytes sealed already follows, if at all. */
  void outputEnded() {
    outputEnded = true;
  }

  boolean hasOutputEnded() {
    return outputEnded;
  }

  /** Whether the link below took less than it was offered. */
  void blocked(boolean now) {
    blocked = now;
    if (now && closing) {
      below.close();
    }
  }

  /** A farewell first, if it can be said at once. */
  @Override
  public void close() {
    closing = true;
    if (blocked || outputEnded || !isEstablished()) {
      below.close();
    } else {
      below.wake();
      closeLater();
    }
  }

  void closeBelow() {
    below.close();
  }

  private void closeLater() {
    try {
      lingering = workers.runIn(LINGER_MILLIS, this::lingeredEnough);
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      below.abort();
    }
  }

  /** Who does not even take the alert gets a reset, and the system need not keep it for them. */
  private void lingeredEnough() {
    if (blocked) {
      below.abort();
    } else {
      below.close();
    }
  }

  @Override
  public void abort() {
    aborted = true;
    below.abort();
  }

  /** The link below is gone. */
  void gone(@Nullable IOException cause) {
    IOException first = failure.get();
    IOException why = first != null ? first : cause;
    Future<?> waiting = lingering;
    if (waiting != null) {
      waiting.cancel(false);
    }
    workers.leave();
    opening.failed(why != null ? why : new IOException("ended during the TLS handshake"));
    Peer met = core;
    if (met != null) {
      met.closed(why);
    }
  }
}
