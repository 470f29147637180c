package dev.parlance.chat.testkit.server;

import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Binding;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Carries what another transport carries, and cannot accept anything when a test says so. */
final class PausingTransport implements Transport {

  private final Transport carrier;
  private final List<Acceptor> acceptors = new ArrayList<>();

  PausingTransport(Transport carrier) {
    this.carrier = carrier;
  }

  /** Has the first place where somebody listens accept nothing for a moment. */
  void pause(IOException why) {
    acceptors.get(0).paused(why);
  }

  @Override
  public Carrier carrier() {
    return carrier.carrier();
  }

  @Override
  public Binding bind(InetSocketAddress address, Acceptor acceptor) throws IOException {
    acceptors.add(acceptor);
    return carrier.bind(address, acceptor);
  }

  @Override
  public Link connect(InetSocketAddress address, Duration timeout, Acceptor acceptor)
      throws IOException {
    return carrier.connect(address, timeout, acceptor);
  }

  @Override
  public String toString() {
    return "pausing";
  }
}
