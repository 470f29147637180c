package dev.parlance.chat.transport.socket;

import dev.parlance.chat.spi.Acceptor;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Peer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An address that datagrams come from, as a link. The binding's receiving thread hands in, and its
 * sending thread asks for output and tells the peer of the end.
 */
final class UdpMember implements Link {

  private static final Logger LOG = LoggerFactory.getLogger(UdpMember.class);

  /** How many datagrams in a row, before others have a turn. */
  private static final int TURN = 64;

  /** Who is with the peer to hand in: nobody, the receiving thread, or nobody ever again. */
  private static final int FREE = 0;

  private static final int BUSY = 1;
  private static final int SHUT = 2;

  private record End(@Nullable IOException cause) {}

  private final UdpBinding binding;
  private final InetSocketAddress remote;
  private final AtomicReference<@Nullable End> end = new AtomicReference<>();
  private final AtomicInteger input = new AtomicInteger(FREE);
  private final AtomicBoolean woken = new AtomicBoolean();

  /** Null until the acceptor met this link; it may have been woken before. */
  private volatile @Nullable Peer peer;

  UdpMember(UdpBinding binding, InetSocketAddress remote) {
    this.binding = binding;
    this.remote = remote;
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return remote;
  }

  @Override
  public InetSocketAddress localAddress() {
    return binding.address();
  }

  /** Calls made before the sending thread got round to it count as one. */
  @Override
  public void wake() {
    if (!woken.getAndSet(true)) {
      binding.enqueue(this);
    }
  }

  @Override
  public void close() {
    end(null);
  }

  @Override
  public void abort() {
    end(null);
  }

  private void end(@Nullable IOException cause) {
    if (end.compareAndSet(null, new End(cause))) {
      wake();
    }
  }

  private void failed(Throwable failure) {
    end(new IOException("the peer failed", failure));
    Quietly.log(() -> LOG.error("Closing the link with {}: its peer failed", remote, failure));
  }

  /** {@return whether the acceptor has a peer for this address} */
  boolean meet(Acceptor acceptor) {
    try {
      Peer met = acceptor.accepted(this);
      peer = met;
      return met != null;
    } catch (Throwable e) {
      Quietly.log(() -> LOG.error("No peer for {}: the acceptor failed", remote, e));
      return false;
    }
  }

  /** Hands in a datagram, or drops it if it is not welcome. On the receiving thread. */
  void receive(ByteBuffer datagram) {
    if (!input.compareAndSet(FREE, BUSY)) {
      return;
    }
    Peer current = peer;
    try {
      if (end.get() == null && current != null && current.ready()) {
        current.received(datagram);
      }
    } catch (Throwable e) {
      failed(e);
    }
    input.set(FREE);
    if (end.get() != null) {
      // The sending thread may have come to close, and found this one busy.
      wake();
    }
  }

  /** Sends what the peer has, and closes after the end. On the sending thread. */
  void serve(Slot slot) {
    boolean ignored = woken.getAndSet(false);
    Peer current = peer;
    if (current == null) {
      return;
    }
    try {
      send(current, slot);
    } catch (IOException e) {
      end(binding.isShut() ? null : e);
    } catch (Throwable e) {
      failed(e);
    }
    End over = end.get();
    if (over != null && input.compareAndSet(FREE, SHUT)) {
      close(current, over);
    }
  }

  private void send(Peer current, Slot slot) throws IOException {
    for (int i = 0; i < TURN; i++) {
      if (end.get() != null) {
        return;
      }
      slot.clear();
      Peer.Progress progress = current.pull(slot);
      if (slot.used()) {
        binding.send(slot, remote);
      }
      if (progress == Peer.Progress.DONE) {
        end(null);
      }
      if (progress == Peer.Progress.IDLE) {
        return;
      }
    }
    wake();
  }

  private void close(Peer current, End over) {
    binding.forget(this);
    try {
      current.closed(over.cause());
    } catch (Throwable e) {
      Quietly.log(
          () -> LOG.error("The peer at {} failed when told that its link is closed", remote, e));
    }
  }

  /** {@return whether the peer has been, or is being, told of the end} */
  boolean gone() {
    return input.get() == SHUT;
  }
}
