package dev.parlance.chat.spi;

import org.jspecify.annotations.Nullable;

/** Meets new links. */
@FunctionalInterface
public interface Acceptor {

  /**
   * Called once for each new link, before anything else happens on it, on a thread of the
   * transport; must not block. After it returned, the transport asks the peer for output at once.
   *
   * @return who shall talk over the link, or null to have it reset
   */
  @Nullable Peer accepted(Link link);

  /**
   * Told when nothing could be accepted, as for want of descriptors, so that the transport lets
   * accepting be for a moment before it tries again. Called on a thread of the transport; must not
   * block, and should load no class, which may take a descriptor. Does nothing unless overridden.
   *
   * @param cause what went wrong
   */
  default void paused(Throwable cause) {}
}
