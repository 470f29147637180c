/** Tests of what is particular to this transport. */
@NullMarked
package dev.parlance.chat.transport.nio;

import org.jspecify.annotations.NullMarked;
