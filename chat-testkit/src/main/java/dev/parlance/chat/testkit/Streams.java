package dev.parlance.chat.testkit;

import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Binding;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Transport;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.Set;

/** Pairs of pipes between whoever connects and whoever listens. */
final class Streams implements Medium {

  private final MemoryLoop loop;
  private final Ports ports = new Ports();
  private final int capacity;

  Streams(MemoryLoop loop, int capacity) {
    this.loop = loop;
    this.capacity = capacity;
  }

  @Override
  public Transport.Carrier carrier() {
    return Transport.Carrier.STREAM;
  }

  /** Who listens at a port, and the links that came about there. */
  private static final class Door {

    final Acceptor acceptor;
    final Set<StreamLink> links = new LinkedHashSet<>();

    Door(Acceptor acceptor) {
      this.acceptor = acceptor;
    }
  }

  @Override
  public Binding bind(InetSocketAddress address, Acceptor acceptor) throws IOException {
    Door door = new Door(acceptor);
    InetSocketAddress bound = ports.take(address.getPort(), door);
    return new MemoryBinding(loop, bound, door.links, () -> ports.give(bound, door));
  }

  @Override
  public Link connect(InetSocketAddress address, Acceptor acceptor) throws IOException {
    if (!(ports.owner(address) instanceof Door door)) {
      throw new ConnectException("Connection refused");
    }
    InetSocketAddress near = ports.take(0, this);
    InetSocketAddress far = new InetSocketAddress(near.getAddress(), address.getPort());
    StreamLink accepted = new StreamLink(loop, far, near, capacity, door.links::remove);
    StreamLink connected =
        new StreamLink(loop, near, far, capacity, link -> ports.give(near, this));
    accepted.join(connected);
    door.links.add(accepted);
    accepted.meet(door.acceptor);
    connected.meet(acceptor);
    return connected;
  }
}
