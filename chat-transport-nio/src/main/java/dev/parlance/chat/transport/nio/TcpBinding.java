package dev.parlance.chat.transport.nio;

import dev.parlance.chat.spi.Acceptor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listening TCP socket. Its home loop accepts, and deals the connections to all in turn. */
final class TcpBinding extends NioBinding {

  private static final Logger LOG = LoggerFactory.getLogger(TcpBinding.class);

  /** How many connections are accepted in a turn, so that the links of the loop get theirs. */
  private static final int ACCEPTS_MOST = 64;

  private final ServerSocketChannel server;
  private final int backlog;
  private int next;
  private boolean stopping;

  TcpBinding(
      Loops loops, List<Flock> flocks, ServerSocketChannel server, int backlog, Acceptor acceptor) {
    super(loops, flocks, (InetSocketAddress) server.socket().getLocalSocketAddress(), acceptor);
    this.server = server;
    this.backlog = backlog;
  }

  @Override
  SelectableChannel channel() {
    return server;
  }

  @Override
  int intake() {
    return SelectionKey.OP_ACCEPT;
  }

  /** When accepting stops, what the system has connected is accepted: it would be reset else. */
  @Override
  void takeIn() throws IOException {
    int most = stopping ? backlog + 1 : ACCEPTS_MOST;
    for (int i = 0; i < most && server.isOpen(); i++) {
      SocketChannel channel = server.accept();
      if (channel == null) {
        return;
      }
      admit(channel);
    }
  }

  private void admit(SocketChannel channel) {
    try {
      Tcp.configure(channel);
      StreamLink link = new StreamLink(nextFlock(), channel);
      if (link.meet(acceptor)) {
        link.loop.post(link::open);
      }
    } catch (IOException e) {
      Quietly.log(() -> LOG.debug("A connection ended before it was accepted", e));
      Quietly.close(channel);
    }
  }

  private Flock nextFlock() {
    Flock flock = flocks.get(next);
    for (int i = 0; i < flocks.size(); i++) {
      next = (next + 1) % flocks.size();
      if (!flock.loop.hasEnded()) {
        break;
      }
      flock = flocks.get(next);
    }
    return flock;
  }

  @Override
  void unblocked() {}

  @Override
  void stop() {
    if (!stopping) {
      stopping = true;
      tryTakingIn();
      closeChannel();
      home.post(this::complete); // later, since the acceptor may be the one who stops
    }
  }

  private void complete() {
    for (Flock flock : flocks) {
      flock.loop.post(flock::complete);
    }
  }
}
