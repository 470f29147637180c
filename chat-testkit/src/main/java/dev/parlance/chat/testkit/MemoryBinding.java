package dev.parlance.chat.testkit;

import dev.parlance.chat.spi.Binding;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A port that somebody listens at, and the links that came about there. */
final class MemoryBinding implements Binding {

  private final MemoryLoop loop;
  private final InetSocketAddress address;
  private final Collection<? extends MemoryLink> links;
  private final Runnable unbind;
  private final Turns wakes;
  private volatile boolean listening = true;
  private volatile boolean closed;

  /**
   * @param links changed, and looked at, on the loop alone
   * @param unbind has no further link accepted; run once, on the loop
   */
  MemoryBinding(
      MemoryLoop loop,
      InetSocketAddress address,
      Collection<? extends MemoryLink> links,
      Runnable unbind) {
    this.loop = loop;
    this.address = address;
    this.links = links;
    this.unbind = unbind;
    this.wakes = new Turns(loop, () -> links.forEach(MemoryLink::wake));
    loop.enter();
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public void wake() {
    if (!closed) {
      wakes.ask();
    }
  }

  @Override
  public void stopAccepting() {
    if (listening && !loop.call(deadline(), this::stopListening)) {
      loop.post(this::stopListening); // when the loop is free again
    }
  }

  private void stopListening() {
    if (listening) {
      listening = false;
      unbind.run();
      loop.leave();
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    long deadline = deadline();
    Queue<MemoryLink> left = new ConcurrentLinkedQueue<>();
    Runnable end =
        () -> {
          stopListening();
          left.addAll(links);
          left.forEach(MemoryLink::abort);
        };
    if (!loop.call(deadline, end)) {
      loop.post(end);
    }
    if (!loop.isCurrent()) {
      left.forEach(link -> link.awaitGone(deadline));
      loop.awaitEnd(deadline);
      closed = true;
    }
  }

  private static long deadline() {
    return System.nanoTime() + Binding.closeTimeout().toNanos();
  }
}
