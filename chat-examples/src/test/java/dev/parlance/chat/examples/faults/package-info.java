/** A server in a process of its own that runs out of what it needs. */
@NullMarked
package dev.parlance.chat.examples.faults;

import org.jspecify.annotations.NullMarked;
