/**
 * The load generator: one thread and one selector play all members of a room, and check every byte
 * that the server sends them.
 *
 * <p>A process of its own runs it ({@link dev.parlance.chat.benchmarks.load.Generator}), so that
 * what it costs is not counted for the server's.
 */
@NullMarked
package dev.parlance.chat.benchmarks.load;

import org.jspecify.annotations.NullMarked;
