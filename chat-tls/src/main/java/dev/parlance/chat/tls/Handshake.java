package dev.parlance.chat.tls;

import java.security.Principal;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * How the two sides agree on how to talk and, with TLS 1.3, on new keys now and then.
 *
 * <p>What takes time in it is done by {@link Workers}. The engine of the JDK is locked meanwhile,
 * so that whoever as much as asked for its status would wait: nobody touches it while this {@link
 * #isBusy is busy}. The link is woken after that.
 */
final class Handshake {

  /**
   * What a client may send before it is trusted, in bytes: a handshake takes one or two KiB, and
   * with a chain of certificates a few more. The engine keeps what is not complete.
   */
  private static final int MOST_RECEIVED = 16 << 10;

  /** What the engine calls the version that is spoken before there is one. */
  private static final String NO_PROTOCOL = "NONE";

  private final TlsLink link;
  private final SSLEngine engine;
  private final Workers workers;
  private final boolean limited;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile @Nullable Principal principal;
  private volatile boolean established;
  private volatile boolean replyDue;
  private volatile boolean holding;
  private volatile boolean answered;

  /** For whoever works on the input. */
  private int received;

  Handshake(TlsLink link, SSLEngine engine, Workers workers) {
    this.link = link;
    this.engine = engine;
    this.workers = workers;
    this.limited = !engine.getUseClientMode();
  }

  boolean isEstablished() {
    return established;
  }

  /** {@return who the other side has proven to be, if it is known} */
  @Nullable Principal principal() {
    return principal;
  }

  /** Notes that it is over: both sides know how to talk. */
  void established() {
    if (!established) {
      try {
        principal = engine.getSession().getPeerPrincipal();
      } catch (SSLPeerUnverifiedException anonymous) {
        // As most clients are.
      }
      established = true;
      replyIsDue(); // a server of TLS 1.3 has a ticket to give
    }
  }

  /** The same, should that have happened inside of a task, of which the engine says nothing. */
  void settle(HandshakeStatus status) {
    if (!established
        && status == HandshakeStatus.NOT_HANDSHAKING
        && !engine.getSession().getProtocol().equals(NO_PROTOCOL)) {
      established();
    }
  }

  // Tasks.

  /** {@return whether tasks are running, so that the engine must be left alone} */
  boolean isBusy() {
    return busy.get();
  }

  /** Has the engine's tasks run elsewhere. */
  void runTasks() {
    if (!busy.compareAndSet(false, true)) {
      return;
    }
    Runnable first = engine.getDelegatedTask();
    if (first == null) {
      busy.set(false); // somebody else had them run just now
      return;
    }
    try {
      workers.run(() -> runAll(first));
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      link.cannotGoOn(e);
    }
  }

  private void runAll(Runnable first) {
    try {
      for (Runnable task = first; task != null; task = engine.getDelegatedTask()) {
        task.run();
      }
    } catch (RuntimeException | Error e) {
      // The engine would have the same task run again and again.
      link.fail(new SSLException("a task failed, which was " + e.getClass().getName(), e));
    } finally {
      busy.set(false);
      replyIsDue();
    }
  }

  // Replies.

  /** The engine has something to say of its own, or may have. */
  void replyIsDue() {
    replyDue = true;
    link.wakeBelow();
  }

  /** {@return whether {@link #replyIsDue} was called since this was asked last} */
  boolean takeReplyDue() {
    if (!replyDue) {
      return false;
    }
    replyDue = false;
    return true;
  }

  /**
   * The engine has something to say to the record that was opened last. If that is not about the
   * beginning, no other is opened before it is said: or else who asks for new keys and never reads
   * the answers would fill the memory with them.
   */
  void mustReply() {
    holding = established;
    replyIsDue();
  }

  /** {@return whether no record may be opened until a reply is under way} */
  boolean holdsInput() {
    return holding;
  }

  /** What the engine had to say is under way, if there was anything. */
  void replied(boolean something) {
    if (something) {
      answered = true;
    }
    if (something || holding) {
      holding = false;
      link.wakeBelow(); // what is held may be opened now
    }
  }

  // How much was received.

  /** Counts what came before the two sides agreed. */
  void count(int bytes) throws SSLException {
    received += bytes;
    requireModest(0);
  }

  boolean hasBegun() {
    return received > 0;
  }

  /** Nobody sends more than a first flight before there is an answer. */
  void requireModestUnanswered(int held) throws SSLException {
    if (!answered) {
      requireModest(held);
    }
  }

  /** Refuses {@code more} bytes than clients may send before they are trusted. */
  void requireModest(int more) throws SSLException {
    if (limited && !established && received + more > MOST_RECEIVED) {
      throw new SSLException("a handshake of more than " + MOST_RECEIVED + " bytes");
    }
  }

  /** What is established stays so: TLS 1.3 knows no renegotiation, and TLS 1.2 needs none. */
  void refuseAnother(HandshakeStatus next) throws SSLException {
    if ((next == HandshakeStatus.NEED_TASK || next == HandshakeStatus.NEED_WRAP)
        && !engine.getSession().getProtocol().equals(Terms.NEWEST)) {
      throw new SSLException("renegotiation is not supported");
    }
  }
}
