/**
 * For tests: an application's own, and those of a transport.
 *
 * <p>An application tests how it uses chat on a {@link dev.parlance.chat.testkit.MemoryTransport}:
 * servers and clients are made as ever, with that transport in place of the real one. They then
 * need no port, cannot disturb each other, and do everything on one thread, so that a test that
 * passed yesterday passes today.
 *
 * <p>Whoever writes a transport has a test class extend {@link
 * dev.parlance.chat.testkit.StreamContract} or {@link dev.parlance.chat.testkit.DatagramContract}.
 * The facts of these contracts are what the rest of Parlance relies on; a transport that keeps them
 * can carry any server or client. What is particular to the transport is tested beside them, with a
 * {@link dev.parlance.chat.testkit.RecordingPeer} at each end.
 */
@NullMarked
package dev.parlance.chat.testkit;

import org.jspecify.annotations.NullMarked;
