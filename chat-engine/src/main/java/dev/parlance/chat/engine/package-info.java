/**
 * The core: the room's log, the members' cursors, sessions and framing. Not exported; {@code
 * docs/concurrency.md} of the project says which threads and locks there are.
 */
@NullMarked
package dev.parlance.chat.engine;

import org.jspecify.annotations.NullMarked;
