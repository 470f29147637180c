package dev.parlance.chat.transport.socket;

import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Peer;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** The beginning of a link that was connected from this side. */
final class Visit {

  private final Plug plug;
  private final Crew crew;
  private final SocketLink link;
  private final CountDownLatch met = new CountDownLatch(1);

  Visit(Plug plug, Crew crew) {
    this.plug = plug;
    this.crew = crew;
    link = new SocketLink(plug, crew);
  }

  /** Returns when the acceptor has met the link, on the link's own thread. */
  Link start(Acceptor acceptor) throws IOException {
    crew.enlist();
    try {
      crew.startShared("parlance-socket-read-" + plug.remote(), () -> run(acceptor));
    } catch (OutOfMemoryError e) {
      plug.reset();
      crew.dismiss();
      throw new IOException("no thread can be started: " + e.getMessage(), e);
    }
    awaitMet();
    return link;
  }

  /** Not for long, as acceptors do not block; the caller stays interrupted if it is. */
  private void awaitMet() {
    boolean interrupted = false;
    while (met.getCount() > 0) {
      try {
        met.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Acceptor acceptor) {
    Peer peer = link.meet(acceptor);
    met.countDown();
    if (peer == null) {
      crew.dismiss();
    } else {
      link.serve(peer, crew::dismiss);
    }
  }
}
