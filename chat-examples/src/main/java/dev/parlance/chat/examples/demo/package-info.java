/**
 * {@code ./chat demo}: one room, six dialects, three transports, and what each member of the room
 * sees, side by side.
 */
@NullMarked
package dev.parlance.chat.examples.demo;

import org.jspecify.annotations.NullMarked;
