/** One room under load, seen from real sockets. */
@NullMarked
package dev.parlance.chat.examples.room;

import org.jspecify.annotations.NullMarked;
