/**
 * For tests. An application embeds its server and clients on a {@link
 * dev.parlance.chat.testkit.MemoryTransport}, which needs no port. Whoever writes a transport of
 * their own has a test class extend {@link dev.parlance.chat.testkit.StreamContract} and keeps the
 * same promises as the ones that come with Parlance.
 */
@NullMarked
package dev.parlance.chat.testkit;

import org.jspecify.annotations.NullMarked;
