package dev.parlance.chat.testkit;

import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Binding;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Mailboxes, each at a port of its own. */
final class Datagrams implements Medium {

  private final MemoryLoop loop;
  private final Ports ports = new Ports();
  private final int capacity;

  Datagrams(MemoryLoop loop, int capacity) {
    this.loop = loop;
    this.capacity = capacity;
  }

  @Override
  public Transport.Carrier carrier() {
    return Transport.Carrier.DATAGRAM;
  }

  @Override
  public Binding bind(InetSocketAddress address, Acceptor acceptor) throws IOException {
    Mailbox mailbox = new Mailbox(loop, ports, address.getPort(), capacity, acceptor);
    return new MemoryBinding(loop, mailbox.address(), mailbox.links(), mailbox::stopAccepting);
  }

  @Override
  public Link connect(InetSocketAddress address, Acceptor acceptor) throws IOException {
    Mailbox mailbox = new Mailbox(loop, ports, 0, capacity, null);
    InetSocketAddress remote =
        new InetSocketAddress(mailbox.address().getAddress(), address.getPort());
    return mailbox.open(remote, acceptor);
  }
}
