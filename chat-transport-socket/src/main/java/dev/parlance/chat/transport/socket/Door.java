package dev.parlance.chat.transport.socket;

import dev.parlance.chat.spi.KeepAlive;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens, and lets connections in one by one. The only thing here that waits by a selector: a
 * blocking accept can only be ended by closing the listener, and that resets the connections which
 * the operating system has completed already.
 */
final class Door {

  private static final Logger LOG = LoggerFactory.getLogger(Door.class);

  private final ServerSocketChannel listener;
  private final Selector selector;
  private final InetSocketAddress address;
  private final int backlog;
  private final Guests guests;
  private final Seldom seldom = new Seldom(LOG);
  private final Backoff backoff = new Backoff();
  private final Signal stop = new Signal();
  private final Thread thread;
  private volatile boolean stopping;
  private boolean swept;

  private Door(ServerSocketChannel listener, Selector selector, int backlog, Guests guests)
      throws IOException {
    this.listener = listener;
    this.selector = selector;
    this.backlog = backlog;
    this.guests = guests;
    address = (InetSocketAddress) listener.getLocalAddress();
    thread = Crew.platform("parlance-socket-accept-" + address.getPort(), this::run);
  }

  static Door open(InetSocketAddress address, int backlog, Guests guests) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    Selector selector = null;
    try {
      listener.socket().setReuseAddress(true);
      KeepAlive.tune(listener.supportedOptions(), listener::setOption);
      listener.socket().bind(address, backlog);
      listener.configureBlocking(false);
      selector = Selector.open();
      listener.register(selector, SelectionKey.OP_ACCEPT);
      Door door = new Door(listener, selector, backlog, guests);
      door.thread.start();
      return door;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      close(listener, selector);
      throw Crew.failure(e);
    }
  }

  InetSocketAddress address() {
    return address;
  }

  /** Lets in who has arrived already, and closes. */
  void close(long deadline) {
    stopping = true;
    if (Thread.currentThread() == thread) {
      sweep();
    } else {
      selector.wakeup();
      stop.raise();
      Roster.join(thread, deadline);
    }
  }

  private void run() {
    try {
      while (!stopping) {
        letIn();
      }
    } finally {
      sweep();
      guests.complete();
    }
  }

  private void letIn() {
    try {
      selector.select();
      selector.selectedKeys().clear();
      while (!stopping && letOneIn()) {
        backoff.reset();
      }
    } catch (IOException | RuntimeException | Error e) {
      guests.paused(e);
      seldom.warn("Cannot accept at {} for now, going on", address, e);
      backoff.await(stop);
    }
    // An interrupt means nothing here, but would keep the selector from waiting.
    boolean ignored = Thread.interrupted();
  }

  private boolean letOneIn() throws IOException {
    SocketChannel guest = listener.accept();
    if (guest == null) {
      return false;
    }
    guests.welcome(guest.socket());
    return true;
  }

  /** As many as can have been waiting, and not those that arrive meanwhile. */
  private void sweep() {
    if (swept) {
      return;
    }
    swept = true;
    try {
      for (int i = 0; i <= backlog && letOneIn(); i++) {}
    } catch (IOException | RuntimeException | Error e) {
      seldom.warn("Cannot accept the last connections at {}", address, e);
    } finally {
      close(listener, selector);
    }
  }

  /** The selector last: it holds the port until it has seen that the listener is closed. */
  private static void close(ServerSocketChannel listener, @Nullable Selector selector) {
    try {
      listener.close();
      if (selector != null) {
        selector.close();
      }
    } catch (IOException e) {
      Quietly.log(() -> LOG.warn("A listener did not close in good order", e));
    }
  }
}
