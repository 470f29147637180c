/** Bytes moved by blocking sockets, with threads so cheap that each connection has its own. */
@NullMarked
package dev.parlance.chat.transport.socket;

import org.jspecify.annotations.NullMarked;
