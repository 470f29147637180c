package dev.parlance.chat.testkit;

import dev.parlance.chat.spi.Acceptor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the datagrams to one port wait, and who is at that port: one link for each address that
 * datagrams come from. Belongs to the loop.
 */
final class Mailbox {

  private record Datagram(InetSocketAddress from, ByteBuffer content) {}

  private final MemoryLoop loop;
  private final Ports ports;
  private final int capacity;
  private final InetSocketAddress address;
  private final ArrayDeque<Datagram> datagrams = new ArrayDeque<>();
  private final Map<InetSocketAddress, DatagramLink> links = new LinkedHashMap<>();
  private final Set<DatagramLink> senders = new LinkedHashSet<>();
  private @Nullable Acceptor acceptor;
  private int size;

  /**
   * @param acceptor meets whoever is unknown, or null to ignore them
   */
  Mailbox(MemoryLoop loop, Ports ports, int port, int capacity, @Nullable Acceptor acceptor)
      throws IOException {
    this.loop = loop;
    this.ports = ports;
    this.capacity = capacity;
    this.acceptor = acceptor;
    this.address = ports.take(port, this);
  }

  InetSocketAddress address() {
    return address;
  }

  Collection<DatagramLink> links() {
    return links.values();
  }

  /** Makes the link to {@code remote}. */
  DatagramLink open(InetSocketAddress remote, Acceptor meeting) {
    DatagramLink link = new DatagramLink(loop, ports, this, remote);
    links.put(remote, link);
    link.meet(meeting);
    return link;
  }

  void remove(DatagramLink link) {
    links.remove(link.remoteAddress());
    freePort();
  }

  /** From now on whoever is unknown is ignored. */
  void stopAccepting() {
    acceptor = null;
    freePort();
  }

  private void freePort() {
    if (acceptor == null && links.isEmpty()) {
      ports.give(address, this);
      datagrams.clear();
      size = 0;
      letSend();
    }
  }

  /** {@return whether there is room; if not, {@code sender} is told when there may be} */
  boolean fits(long length, DatagramLink sender) {
    boolean fits = datagrams.isEmpty() || size + cost(length) <= capacity;
    if (!fits) {
      senders.add(sender);
    }
    return fits;
  }

  boolean keepsWaiting(DatagramLink sender) {
    return senders.contains(sender);
  }

  void add(InetSocketAddress from, ByteBuffer content) {
    datagrams.add(new Datagram(from, content));
    size += (int) cost(content.remaining());
    if (datagrams.size() == 1) {
      loop.post(this::deliver);
    }
  }

  /** Hands over the first datagram; the next one has its own turn. */
  private void deliver() {
    Datagram datagram = datagrams.peek();
    if (datagram == null) {
      return;
    }
    DatagramLink link = links.get(datagram.from());
    if (link == null && acceptor != null) {
      link = open(datagram.from(), acceptor);
    }
    ByteBuffer content = datagram.content();
    int cost = (int) cost(content.remaining());
    if (link != null) {
      link.deliver(content);
    }
    remove(cost);
  }

  private void remove(int cost) {
    if (datagrams.poll() != null) {
      size -= cost;
      letSend();
    }
    if (!datagrams.isEmpty()) {
      loop.post(this::deliver);
    }
  }

  private void letSend() {
    List<DatagramLink> waited = List.copyOf(senders);
    senders.clear();
    waited.forEach(DatagramLink::room);
  }

  /** One more than the content, so that there is an end to empty ones, too. */
  private static long cost(long length) {
    return length + 1;
  }
}
