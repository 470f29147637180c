package dev.parlance.chat.transport.socket;

import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Peer;
import java.io.IOException;

/** The beginning of a link that was connected from this side. */
final class Visit {

  private final Plug plug;
  private final Crew crew;
  private final SocketLink link;
  private final Signal met = new Signal();

  Visit(Plug plug, Crew crew) {
    this.plug = plug;
    this.crew = crew;
    link = new SocketLink(plug, crew);
  }

  /** Returns when the acceptor has met the link, on the link's own thread. */
  Link start(Acceptor acceptor) throws IOException {
    crew.enlist();
    try {
      crew.start("parlance-socket-read-" + plug.remote(), () -> run(acceptor));
    } catch (OutOfMemoryError e) {
      plug.reset();
      crew.dismiss();
      throw new IOException("no thread can be started: " + e.getMessage(), e);
    }
    met.await();
    return link;
  }

  private void run(Acceptor acceptor) {
    Peer peer = link.meet(acceptor);
    met.raise();
    if (peer == null) {
      crew.dismiss();
    } else {
      link.serve(peer, crew::dismiss);
    }
  }
}
