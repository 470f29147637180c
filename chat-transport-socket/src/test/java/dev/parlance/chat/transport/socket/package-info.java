/** Tests of the blocking sockets. */
@NullMarked
package dev.parlance.chat.transport.socket;

import org.jspecify.annotations.NullMarked;
