package dev.parlance.chat.transport.socket;

import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Peer;
import java.io.IOException;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The links that came in by one binding. */
final class Guests {

  private static final Logger LOG = LoggerFactory.getLogger(Guests.class);

  private final Acceptor acceptor;
  private final Crew crew;
  private final Slots slots;
  private final Set<SocketLink> links = ConcurrentHashMap.newKeySet();
  private final Roster readers = new Roster();
  private final Seldom seldom = new Seldom(LOG);
  private final Signal woken = new Signal();
  private volatile boolean closed;
  private volatile boolean complete;

  Guests(Acceptor acceptor, Crew crew, Slots slots) {
    this.acceptor = acceptor;
    this.crew = crew;
    this.slots = slots;
  }

  /** Introduces whoever is at the other end of {@code socket} to the acceptor. */
  void welcome(Socket socket) {
    SocketLink link;
    try {
      link = new SocketLink(new TcpPlug(socket, slots), crew);
    } catch (IOException e) {
      // It has gone already: nobody there to be introduced.
      TcpPlug.reset(socket);
      return;
    } catch (RuntimeException | Error e) {
      TcpPlug.reset(socket); // nobody else knows of it
      throw e;
    }
    Peer peer = link.meet(acceptor);
    if (peer != null) {
      serve(link, peer);
    }
  }

  /** Nobody can be let in for a moment. */
  void paused(Throwable why) {
    try {
      acceptor.paused(why);
    } catch (Throwable e) {
      seldom.warn("The acceptor failed when told of a pause at {}", acceptor, e);
    }
  }

  private void serve(SocketLink link, Peer peer) {
    crew.enlist();
    links.add(link);
    String name = "parlance-socket-read-" + link.remoteAddress();
    try {
      readers.add(crew.start(name, () -> link.serve(peer, () -> leave(link))));
    } catch (OutOfMemoryError e) {
      seldom.warn("Refusing the connection of {}", link.remoteAddress(), e);
      leave(link);
      link.refuse(peer, new IOException("no thread can be started: " + e.getMessage(), e));
    }
    if (closed) {
      link.abort();
    }
  }

  private void leave(SocketLink link) {
    links.remove(link);
    crew.dismiss();
    if (complete && links.isEmpty()) {
      woken.raise();
    }
  }

  /** Says that nobody else will be welcomed. */
  void complete() {
    complete = true;
    woken.raise();
  }

  /** Has all links woken by the thread that {@link #passOnWakes}. */
  void wake() {
    woken.raise();
  }

  /**
   * Spares whoever calls {@link #wake} from going over the links. Returns after {@link #close}, or
   * when nobody is left and nobody will come.
   */
  void passOnWakes() {
    while (!closed && !(complete && links.isEmpty())) {
      woken.await();
      links.forEach(SocketLink::wake);
    }
  }

  /** Aborts all links, those to come as well, and waits until their threads have ended. */
  void close(long deadline) {
    closed = true;
    woken.raise();
    links.forEach(SocketLink::abort);
    readers.join(deadline, readerBehind(Thread.currentThread()));
  }

  /** If a peer closes the binding while it is asked for output, its link ends after that. */
  private @Nullable Thread readerBehind(Thread caller) {
    for (SocketLink link : links) {
      Thread reader = link.readerBehind(caller);
      if (reader != null) {
        return reader;
      }
    }
    return null;
  }
}
