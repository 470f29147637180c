package dev.parlance.chat.spi;

import java.net.InetSocketAddress;
import java.time.Duration;

/** A transport listening at one address. All methods are safe from any thread. */
public interface Binding extends AutoCloseable {

  /** {@return the address listened at, with the real port} */
  InetSocketAddress address();

  /**
   * Says that any link of this binding may have something to do: each is asked again, soon and on
   * the transport's threads, whether it is {@link Peer#ready ready} and what it has to {@link
   * Peer#pull write}. Costs the caller no more than a few nanoseconds an event loop, however many
   * links there are; calls made before the transport got round to it count as one. Never blocks.
   */
  void wake();

  /**
   * Stops listening and returns once no further link will be accepted. Connections that the
   * operating system had already completed are accepted and offered to the acceptor first. Open
   * links go on. Idempotent. Where an acceptor hangs, returns after {@value #CLOSE_SECONDS} seconds
   * all the same; a link that is under way may then still be offered.
   */
  void stopAccepting();

  /**
   * Stops listening, aborts the links that are left, and waits until each has been told {@link
   * Peer#closed} and the threads that only this binding needed have ended; but no longer than
   * {@value #CLOSE_SECONDS} seconds, and not for the calling thread itself. Idempotent.
   */
  @Override
  void close();

  /** How long {@link #close} and {@link #stopAccepting} wait at most, in seconds. */
  int CLOSE_SECONDS = 5;

  /** {@return {@link #CLOSE_SECONDS} as a duration} */
  static Duration closeTimeout() {
    return Duration.ofSeconds(CLOSE_SECONDS);
  }
}
