package dev.parlance.chat.transport.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.parlance.chat.spi.Peer.Progress;
import dev.parlance.chat.testkit.RecordingPeer;
import dev.parlance.chat.transport.nio.Stage.Ends;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PullingTest {

  private final Stage stage;

  PullingTest() throws Exception {
    stage = Stage.tcp(1);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void wakesBeforeATurnComeToOnePullOfEachLink() throws Exception {
    List<Ends> all = List.of(stage.connect(), stage.connect(), stage.connect());
    Loop loop = Stage.link(all.get(0).server()).loop;
    Stage.turns(loop, 3);
    CountDownLatch release = Stage.hold(loop);
    List<Integer> before = all.stream().map(ends -> ends.server().pullCount()).toList();
    for (int i = 0; i < 1000; i++) {
      stage.binding.wake();
      all.forEach(ends -> ends.server().link().wake());
    }
    release.countDown();
    for (int i = 0; i < all.size(); i++) {
      RecordingPeer server = all.get(i).server();
      int once = before.get(i) + 1;
      server.await("a pull", () -> server.pullCount() >= once);
    }
    Stage.turns(loop, 3);
    for (int i = 0; i < all.size(); i++) {
      assertEquals(before.get(i) + 1, all.get(i).server().pullCount());
    }
  }

  @Test
  void inputAndTheManyWakesThatItCausesComeToAPullOrTwo() throws Exception {
    Ends ends = stage.connect();
    Loop loop = Stage.link(ends.server()).loop;
    Stage.turns(loop, 3);
    int received = ends.server().receivedCount();
    int pulls = ends.server().pullCount();
    ends.server()
        .onReceived(
            input -> {
              for (int i = 0; i < 1000; i++) {
                stage.binding.wake();
                ends.server().link().wake();
              }
            });
    ends.client().says("x");
    ends.server().await("input", () -> ends.server().receivedCount() > received);
    Stage.turns(loop, 3);
    // Two if the loop had passed the one kind of wake, and not yet the other, when the input came.
    assertTrue(ends.server().pullCount() <= pulls + 2);
  }

  @Test
  void theChannelIsWatchedForWritingWhileItRefuses() throws Exception {
    Ends ends = stage.connect();
    StreamLink link = (StreamLink) ends.server().link();
    AtomicBoolean reads = new AtomicBoolean();
    AtomicInteger left = new AtomicInteger(64 << 20);
    ends.client().onReceived(input -> {}).readyWhen(reads::get);
    ByteBuffer block = ByteBuffer.allocateDirect(1 << 16);
    CountDownLatch refused = new CountDownLatch(1);
    CountDownLatch written = new CountDownLatch(1);
    ends.server()
        .onPull(
            channel -> {
              while (left.get() > 0) {
                left.addAndGet(-channel.write(block.clear()));
                if (block.hasRemaining()) {
                  refused.countDown();
                  return Progress.BLOCKED;
                }
              }
              written.countDown();
              return Progress.IDLE;
            })
        .link()
        .wake();
    Stage.await(refused);
    int blocked = stallsAt(ends.server(), link.loop);
    ends.server().link().wake();
    stage.binding.wake();
    Stage.turns(link.loop, 3);
    assertEquals(blocked, ends.server().pullCount(), "Not pulled while it waits to write");
    assertEquals(SelectionKey.OP_READ | SelectionKey.OP_WRITE, link.watched);
    reads.set(true);
    ends.client().link().wake();
    Stage.await(written);
    Stage.turns(link.loop, 3);
    assertEquals(SelectionKey.OP_READ, link.watched);
  }

  /** The system moves bytes to the other end for a while, and takes more meanwhile. */
  private static int stallsAt(RecordingPeer peer, Loop loop) {
    int before;
    do {
      before = peer.pullCount();
      Stage.turns(loop, 2000);
    } while (peer.pullCount() != before);
    return before;
  }

  @Test
  void aWakeAllocatesNothing() throws Exception {
    Ends ends = stage.connect();
    for (int i = 0; i < 20_000; i++) {
      stage.binding.wake();
      ends.server().link().wake();
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var link = ends.server().link();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    for (int i = 0; i < 10_000; i++) {
      stage.binding.wake();
      link.wake();
    }
    long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    assertEquals(0, (after - before) / 10_000, "bytes a round");
  }
}
