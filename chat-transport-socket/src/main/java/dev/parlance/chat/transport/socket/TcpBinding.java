package dev.parlance.chat.transport.socket;

import dev.parlance.chat.spi.Binding;
import java.io.IOException;
import java.net.InetSocketAddress;

/** A TCP address listened at. */
final class TcpBinding implements Binding {

  private final Crew crew;
  private final Guests guests;
  private final Door door;
  private final Thread waker;

  private TcpBinding(Door door, Guests guests, Crew crew) {
    this.door = door;
    this.guests = guests;
    this.crew = crew;
    waker = Crew.platform("parlance-socket-wake-" + door.address().getPort(), this::passOnWakes);
  }

  static TcpBinding open(InetSocketAddress address, int backlog, Guests guests, Crew crew)
      throws IOException {
    TcpBinding binding = new TcpBinding(Door.open(address, backlog, guests), guests, crew);
    crew.enlist();
    try {
      binding.waker.start();
    } catch (OutOfMemoryError e) {
      crew.dismiss();
      binding.close();
      throw Crew.failure(e);
    }
    return binding;
  }

  private void passOnWakes() {
    try {
      guests.passOnWakes();
    } finally {
      crew.dismiss();
    }
  }

  @Override
  public InetSocketAddress address() {
    return door.address();
  }

  @Override
  public void wake() {
    guests.wake();
  }

  @Override
  public void stopAccepting() {
    door.close(System.nanoTime() + Binding.closeTimeout().toNanos());
  }

  @Override
  public void close() {
    long deadline = System.nanoTime() + Binding.closeTimeout().toNanos();
    door.close(deadline);
    guests.close(deadline);
    Roster.join(waker, deadline);
    crew.awaitDismissed(deadline);
  }
}
