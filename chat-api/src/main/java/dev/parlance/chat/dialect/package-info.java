/**
 * Wire dialects. A dialect is a pure object: bytes and room events in, bytes and requests out; no
 * socket, thread, lock or clock. One dialect is one file, whose Javadoc shows its transcript.
 */
@NullMarked
package dev.parlance.chat.dialect;

import org.jspecify.annotations.NullMarked;
