package dev.parlance.chat.transport.socket;

import dev.parlance.chat.spi.Peer;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The writing half of a link: something for the {@link Writers} to do while there is something to
 * write, so that an idle link costs no second thread.
 *
 * <pre>
 *   RUNNING ──(peer has nothing)──► IDLE ──(wake)──► RUNNING ──(wake)──► AGAIN ──► RUNNING
 *      └────(done, failure, link over)────► OVER ◄──(link over)── IDLE
 * </pre>
 *
 * <p>It is among those due, or has its turn, whenever it is neither idle nor over.
 */
final class Outlet {

  /** Writes in a turn. Others wait meanwhile. */
  private static final int TURN = 4;

  private enum Outcome {
    IDLE,
    MORE,
    OVER
  }

  private static final int IDLE = 0;
  private static final int RUNNING = 1;
  private static final int AGAIN = 2;
  private static final int OVER = 3;

  private final AtomicInteger state = new AtomicInteger(RUNNING);
  private final SocketLink link;
  private final Peer peer;
  private final Plug plug;
  private final Crew crew;
  private volatile @Nullable Thread thread;

  Outlet(SocketLink link, Peer peer, Plug plug, Crew crew) {
    this.link = link;
    this.peer = peer;
    this.plug = plug;
    this.crew = crew;
  }

  /** Asks the peer for output the first time. */
  void start() {
    submit();
  }

  /** Has the peer asked for output, soon and on another thread. */
  void wake() {
    while (true) {
      int now = state.get();
      if (now == AGAIN || now == OVER) {
        return;
      }
      if (state.compareAndSet(now, now == IDLE ? RUNNING : AGAIN)) {
        if (now == IDLE) {
          submit();
        }
        return;
      }
    }
  }

  /** {@return whether the peer will not be asked for output any more} */
  boolean over() {
    int now = state.get();
    return now == OVER || (now == IDLE && link.over() && state.compareAndSet(IDLE, OVER));
  }

  /** {@return whether {@code candidate} is the thread that is asking the peer at this moment} */
  boolean runsOn(Thread candidate) {
    return thread == candidate;
  }

  private void submit() {
    try {
      crew.execute(this);
    } catch (OutOfMemoryError e) {
      link.end(new IOException("no thread can be started to write: " + e.getMessage(), e));
      finish();
    }
  }

  /** Writes what the peer has, as much of it as others can wait for. */
  void turn() {
    state.set(RUNNING);
    thread = Thread.currentThread();
    Outcome outcome = drain();
    thread = null;
    if (outcome == Outcome.OVER) {
      finish();
    } else if (outcome == Outcome.MORE || !state.compareAndSet(RUNNING, IDLE)) {
      submit();
    } else if (link.over()) {
      // An abort that came after the last look found this running, and left it to tell.
      link.stir();
    }
  }

  private void finish() {
    state.set(OVER);
    link.stir();
  }

  private Outcome drain() {
    try {
      Slot slot = plug.borrow();
      try {
        return drain(slot);
      } finally {
        plug.giveBack(slot);
      }
    } catch (IOException e) {
      link.end(e);
    } catch (Throwable e) {
      link.failed(e);
    }
    return Outcome.OVER;
  }

  private Outcome drain(Slot slot) throws IOException {
    for (int i = 0; i < TURN && !link.over(); i++) {
      slot.clear();
      Peer.Progress progress = peer.pull(slot);
      if (slot.used()) {
        plug.write(slot);
      }
      switch (progress) {
        case IDLE -> {
          return Outcome.IDLE;
        }
        case DONE -> {
          if (!plug.endOutput()) {
            link.end(null);
          }
          return Outcome.OVER;
        }
        // The write has made room.
        case BLOCKED, MORE -> {}
      }
    }
    return link.over() ? Outcome.OVER : Outcome.MORE;
  }
}
