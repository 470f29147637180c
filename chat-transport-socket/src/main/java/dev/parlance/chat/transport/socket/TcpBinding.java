package dev.parlance.chat.transport.socket;

import dev.parlance.chat.spi.Binding;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;

/** A TCP address listened at. */
final class TcpBinding implements Binding {

  private final Crew crew;
  private final Guests guests;
  private final Door door;
  private final Signal woken = new Signal();
  private final Thread waker;
  private final AtomicBoolean closed = new AtomicBoolean();

  private TcpBinding(Door door, Guests guests, Crew crew) {
    this.door = door;
    this.guests = guests;
    this.crew = crew;
    waker = Crew.platform("parlance-socket-wake-" + door.address().getPort(), this::passOn);
  }

  static TcpBinding open(InetSocketAddress address, int backlog, Guests guests, Crew crew)
      throws IOException {
    TcpBinding binding = new TcpBinding(Door.open(address, backlog, guests::welcome), guests, crew);
    crew.enlist();
    try {
      binding.waker.start();
    } catch (OutOfMemoryError e) {
      binding.close();
      throw new IOException("cannot listen at " + address + ": " + e.getMessage(), e);
    }
    return binding;
  }

  @Override
  public InetSocketAddress address() {
    return door.address();
  }

  @Override
  public void wake() {
    woken.raise();
  }

  /** Spares whoever calls {@link #wake} from going over the links. */
  private void passOn() {
    while (!closed.get()) {
      woken.await();
      guests.wake();
    }
  }

  @Override
  public void stopAccepting() {
    door.close(Long.MAX_VALUE);
  }

  @Override
  public void close() {
    long deadline = System.nanoTime() + Binding.closeTimeout().toNanos();
    door.close(deadline);
    guests.close(deadline);
    if (!closed.getAndSet(true)) {
      woken.raise();
      crew.dismiss();
    }
    Roster.join(waker, deadline);
    crew.awaitDismissed(deadline);
  }
}
