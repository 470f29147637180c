package dev.parlance.chat.internal;

import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.spi.Transport;
import java.net.InetSocketAddress;

/** Where a server listens, and how. */
public record Listening(Transport transport, InetSocketAddress address, Dialect dialect) {}
