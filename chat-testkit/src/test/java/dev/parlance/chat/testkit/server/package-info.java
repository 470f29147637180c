/** The server as its peers see it, over the transport in memory. */
@NullMarked
package dev.parlance.chat.testkit.server;

import org.jspecify.annotations.NullMarked;
