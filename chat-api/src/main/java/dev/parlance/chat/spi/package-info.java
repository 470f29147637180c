/**
 * What a transport implements and what the core hands it. A transport moves bytes and knows nothing
 * of chat: it hands over what it reads, and <em>pulls</em> what to write when the network takes it,
 * so that it needs no buffers of its own and back-pressure needs no code.
 *
 * <p>The life of a {@link dev.parlance.chat.spi.Link}:
 *
 * <pre>
 *   accepted or connected ──► open ──(peer says DONE)──► finishing ──(end of input, or abort)──► closed
 *                               └────────────(failure, abort, end of both directions)────────►┘
 * </pre>
 */
@NullMarked
package dev.parlance.chat.spi;

import org.jspecify.annotations.NullMarked;
