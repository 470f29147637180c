package dev.parlance.chat.transport.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.spi.Peer;
import dev.parlance.chat.testkit.RecordingPeer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WritersTest {

  private static final int CROWD = 200;

  private final Set<Thread> before = Raw.threads();
  private final Crew crew = new Crew(null);
  private final Set<Thread> used = ConcurrentHashMap.newKeySet();
  private final CountDownLatch release = new CountDownLatch(1);

  @BeforeEach
  void enlist() {
    crew.enlist();
  }

  @AfterEach
  void dismiss() throws Exception {
    release.countDown();
    crew.dismiss();
    crew.awaitDismissed(System.nanoTime() + TimeUnit.SECONDS.toNanos(10));
    Raw.awaitNoThreadsBesides(before);
  }

  @Test
  void aFewWriteForMany() throws Exception {
    CountDownLatch written = new CountDownLatch(CROWD);
    for (int i = 0; i < CROWD; i++) {
      outlet(written::countDown).start();
    }
    assertTrue(written.await(10, TimeUnit.SECONDS));
    // On a machine that is busy otherwise one may have seemed stuck for a moment.
    assertTrue(used.size() < CROWD, () -> used.size() + " threads");
  }

  @Test
  void whoIsStuckHoldsUpNobody() throws Exception {
    CountDownLatch stuck = new CountDownLatch(CROWD);
    for (int i = 0; i < CROWD; i++) {
      outlet(
              () -> {
                stuck.countDown();
                awaitRelease();
              })
          .start();
    }
    CountDownLatch written = new CountDownLatch(1);
    outlet(written::countDown).start();
    assertTrue(written.await(10, TimeUnit.SECONDS));
    assertTrue(stuck.await(10, TimeUnit.SECONDS));
    assertEquals(1, release.getCount());
  }

  @Test
  void whoAlwaysHasMoreLetsOthersHaveTheirTurn() throws Exception {
    for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
      outlet(new Talker(Peer.Progress.MORE), () -> {}).start();
    }
    CountDownLatch written = new CountDownLatch(1);
    outlet(written::countDown).start();
    assertTrue(written.await(10, TimeUnit.SECONDS));
  }

  private void awaitRelease() {
    try {
      release.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Outlet outlet(Runnable onWrite) {
    return outlet(new Talker(Peer.Progress.IDLE), onWrite);
  }

  private Outlet outlet(Talker talker, Runnable onWrite) {
    Line line = new Line(onWrite);
    return new Outlet(new SocketLink(line, crew), talker.peer, line, crew);
  }

  /** Writes a byte each time; says that it has no more, or that it has, until all is over. */
  private final class Talker {

    private final RecordingPeer peer = new RecordingPeer();

    Talker(Peer.Progress first) {
      peer.onPull(
          channel -> {
            if (release.getCount() == 0) {
              return Peer.Progress.IDLE;
            }
            int ignored = channel.write(ByteBuffer.allocate(1));
            return first;
          });
    }
  }

  private final class Line implements Plug {

    private static final InetSocketAddress ADDRESS = new InetSocketAddress(1);

    private final Runnable onWrite;

    Line(Runnable onWrite) {
      this.onWrite = onWrite;
    }

    @Override
    public void write(Slot slot) {
      used.add(Thread.currentThread());
      onWrite.run();
    }

    @Override
    public InetSocketAddress remote() {
      return ADDRESS;
    }

    @Override
    public InetSocketAddress local() {
      return ADDRESS;
    }

    @Override
    public @Nullable ByteBuffer read() throws IOException {
      throw new IOException("nobody reads here");
    }

    @Override
    public boolean endOutput() {
      return true;
    }

    @Override
    public void close() {}

    @Override
    public void reset() {}

    @Override
    public Slot borrow() {
      return new Slot(16, false);
    }

    @Override
    public void giveBack(Slot slot) {}
  }
}
