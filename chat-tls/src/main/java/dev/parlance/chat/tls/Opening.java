package dev.parlance.chat.tls;

import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Link;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How a link and the core meet. Who connects waits for that; what comes about first is what they
 * are told: that the core has met the link, or a failure.
 *
 * <pre>
 *   waiting ──begins──► meeting ──► succeeded, or refused
 *      └──────(failure, or nobody waits any more)──► failed
 * </pre>
 */
final class Opening {

  private final Acceptor acceptor;
  private final CountDownLatch settled = new CountDownLatch(1);
  private boolean meeting;
  private @Nullable Link met;
  private @Nullable IOException failure;

  Opening(Acceptor acceptor) {
    this.acceptor = acceptor;
  }

  Acceptor acceptor() {
    return acceptor;
  }

  /** {@return whether the core may meet the link now} Then no failure counts until it has. */
  synchronized boolean begins() {
    meeting = failure == null;
    return meeting;
  }

  synchronized void succeeded(Link link) {
    met = link;
    settled.countDown();
  }

  synchronized void refused(IOException why) {
    failure = why;
    settled.countDown();
  }

  synchronized void failed(IOException why) {
    if (!meeting && failure == null) {
      failure = why;
      settled.countDown();
    }
  }

  /**
   * Waits for what comes about.
   *
   * @param deadline by {@link System#nanoTime}
   * @return the link, which the core has met
   * @throws SocketTimeoutException when nothing came about; the core does not meet the link later
   */
  Link await(long deadline) throws IOException {
    if (!awaitSettled(deadline)) {
      failed(new SocketTimeoutException("no TLS handshake in time"));
      // Unless the two are meeting at this moment, which does not take long.
      boolean unused = awaitSettled(System.nanoTime() + Long.MAX_VALUE / 2);
    }
    return outcome();
  }

  private synchronized Link outcome() throws IOException {
    if (met != null) {
      return met;
    }
    throw failure != null ? failure : new IOException("nothing came about");
  }

  private boolean awaitSettled(long deadline) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return settled.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
