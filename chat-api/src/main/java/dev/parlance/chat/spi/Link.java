package dev.parlance.chat.spi;

import java.net.InetSocketAddress;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** One connection, as the core sees it. All methods are safe from any thread and never block. */
public interface Link {

  /** {@return the address of the other end, captured when the link came about} */
  InetSocketAddress remoteAddress();

  /** {@return the address of this end, captured when the link came about} */
  InetSocketAddress localAddress();

  /**
   * {@return whether what is written can reach the other end by now: not while the two ends are
   * still agreeing on how to talk, as by a TLS handshake; once true, it stays so} The peer is
   * pulled after it has become true, whether or not anybody woke the link.
   */
  default boolean isEstablished() {
    return true;
  }

  /**
   * {@return who the other end has proven to be below anything that it says, as by a TLS
   * certificate; null when it has proven nothing, or not yet} It is known before the first input is
   * {@link Peer#received received}, does not change from then on, and is still known after the end.
   */
  default @Nullable Principal peerPrincipal() {
    return null;
  }

  /**
   * Says that this link may have something to do: its peer is asked again, soon and on the
   * transport's threads, whether it is {@link Peer#ready ready} and what it has to {@link Peer#pull
   * write}. Calls made before the transport got round to it count as one. Does nothing after the
   * end.
   */
  void wake();

  /**
   * Ends the link now, in good order: nothing more is read or written, what the operating system
   * still holds is delivered if the other end takes it, and {@link Peer#closed} follows. An other
   * end that sends anything more may be reset for it, and lose what it has not read yet (TCP): who
   * may still do so is better read from, after {@link Peer.Progress#DONE}, until it ends. What a
   * {@link Peer#pull} handed over is certain to be held there once another pull has begun, or the
   * output was ended after {@link Peer.Progress#DONE}. Idempotent.
   */
  void close();

  /**
   * Ends the link now. Nothing more is read or written, what the operating system still holds is
   * discarded (TCP: a reset is sent), and {@link Peer#closed} follows. A write that is stuck ends
   * with it. Idempotent.
   */
  void abort();
}
