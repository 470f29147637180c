package dev.parlance.chat.transport.socket;

import dev.parlance.chat.spi.Binding;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes once through the life of a link, from its beginning to a reset, over loopback. The JDK opens
 * descriptors for virtual threads when the first of them waits for a socket, and loads classes when
 * they are first used. If a crowd has taken all descriptors by then, as when everybody comes back
 * to a restarted server, both fail, and the first for good: nobody could be served any more. So it
 * is done beforehand.
 */
final class Rehearsal {

  private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final CountDownLatch over = new CountDownLatch(1);

  /**
   * Returns after the threads it took have ended, unless the crew is in use otherwise.
   *
   * @return whether it went well; if not, the first link will have to do
   */
  static boolean run(Crew crew, Slots slots) {
    try {
      return new Rehearsal().play(crew, slots);
    } catch (IOException e) {
      LOG.debug("The rehearsal failed", e);
      return false;
    }
  }

  private boolean play(Crew crew, Slots slots) throws IOException {
    Guests guests = new Guests(link -> new Actor(link, false), crew, slots);
    InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (Binding stage = TcpBinding.open(loopback, 1, guests, crew)) {
      Plug plug = TcpPlug.connect(stage.address(), PATIENCE, slots);
      Link visitor = new Visit(plug, crew).start(link -> new Actor(link, true));
      boolean well = awaitOver();
      visitor.abort();
      return well;
    }
  }

  private boolean awaitOver() {
    try {
      return over.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The guest says something, upon which the visitor hangs up. */
  private final class Actor implements Peer {

    private final Link link;
    private boolean silent;

    Actor(Link link, boolean silent) {
      this.link = link;
      this.silent = silent;
    }

    @Override
    public boolean ready() {
      return true;
    }

    @Override
    public void received(ByteBuffer input) {
      link.abort();
    }

    @Override
    public void ended() {}

    @Override
    public Progress pull(GatheringByteChannel channel) throws IOException {
      if (!silent) {
        silent = channel.write(ByteBuffer.allocate(1)) == 1;
      }
      return Progress.IDLE;
    }

    @Override
    public void closed(@Nullable IOException cause) {
      if (cause != null) {
        over.countDown();
      }
    }
  }
}
