package dev.parlance.chat.tls;

import dev.parlance.chat.spi.Binding;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;

/** A binding of the transport below, which needs workers as long as somebody may come. */
final class TlsBinding implements Binding {

  private final Binding below;
  private final Workers workers;
  private final Stirs stirs;
  private final AtomicBoolean complete = new AtomicBoolean();

  TlsBinding(Binding below, Workers workers, Stirs stirs) {
    this.below = below;
    this.workers = workers;
    this.stirs = stirs;
  }

  @Override
  public InetSocketAddress address() {
    return below.address();
  }

  @Override
  public void wake() {
    stirs.stir();
    below.wake();
  }

  @Override
  public void stopAccepting() {
    below.stopAccepting();
    complete();
  }

  @Override
  public void close() {
    below.close();
    complete();
    workers.awaitEnd();
  }

  private void complete() {
    if (complete.compareAndSet(false, true)) {
      workers.leave();
    }
  }
}
