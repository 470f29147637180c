package dev.parlance.chat.testkit;

import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who has which port. There is one host, the loopback address, whatever host is asked for. */
final class Ports {

  /** Where operating systems find free ports, too. */
  private static final int FIRST_FREE = 49_152;

  private static final int LAST = 65_535;

  private final Map<Integer, Object> owners = new HashMap<>();
  private int candidate = FIRST_FREE;

  /** Gives {@code wanted} to {@code owner}, or a free one for 0; {@return the address} */
  synchronized InetSocketAddress take(int wanted, Object owner) throws BindException {
    int port = wanted == 0 ? free() : wanted;
    if (owners.putIfAbsent(port, owner) != null) {
      throw new BindException("Address already in use");
    }
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  synchronized @Nullable Object owner(InetSocketAddress address) {
    return owners.get(address.getPort());
  }

  /** Frees the port if it is {@code owner}'s. */
  synchronized void give(InetSocketAddress address, Object owner) {
    owners.remove(address.getPort(), owner);
  }

  /** One after the other, so that a port just freed is not at once somebody else's. */
  private int free() throws BindException {
    for (int i = FIRST_FREE; i <= LAST; i++) {
      int port = candidate;
      candidate = port == LAST ? FIRST_FREE : port + 1;
      if (!owners.containsKey(port)) {
        return port;
      }
    }
    throw new BindException("no port is free");
  }
}
