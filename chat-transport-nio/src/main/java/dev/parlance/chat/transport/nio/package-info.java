/**
 * TCP and UDP over non-blocking channels: {@link dev.parlance.chat.transport.nio.NioTransport}.
 *
 * <p>A few loops, each a thread with a selector, serve all bindings and links of a transport. What
 * belongs to a loop (its selector, its links and all calls of their peers) is touched by its thread
 * alone, so nothing here is locked. Other threads reach a loop in two ways: they post it a task, or
 * they wake it for a link or for all links of a binding, which allocates nothing.
 */
@NullMarked
package dev.parlance.chat.transport.nio;

import org.jspecify.annotations.NullMarked;
