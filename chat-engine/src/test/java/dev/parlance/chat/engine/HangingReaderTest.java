package dev.parlance.chat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.dialect.Framing;
import dev.parlance.chat.dialect.Guest;
import dev.parlance.chat.dialect.ServerSide;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A session whose reader hangs in the application's code, and the keeper who looks after it. */
@Timeout(30)
class HangingReaderTest {

  /** Hangs with each frame, and takes what is unfinished for a frame when it is quiet. */
  private static final class Hanging implements ServerSide {

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch freed = new CountDownLatch(1);
    private int quiet;

    @Override
    public void received(ByteBuffer frame, Guest guest) {
      reached.countDown();
      try {
        assertTrue(freed.await(20, TimeUnit.SECONDS));
      } catch (InterruptedException interrupted) {
        throw new AssertionError(interrupted);
      }
    }

    @Override
    public boolean quiet(ByteBuffer rest, Guest guest) {
      quiet += rest.remaining();
      return true;
    }
  }

  private final Hanging side = new Hanging();
  private final Party.Seat seat = new Party().seat(new PlainDialect(Framing.LINES, true, side));

  private void receives(String text) {
    seat.session().received(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void doesNotHoldUpTheKeeperThoughAFrameHadBegun() throws Exception {
    receives("hel");
    Thread reader = new Thread(() -> receives("lo\n"));
    Thread keeper = new Thread(seat.session()::quiet);
    reader.start();
    try {
      assertTrue(side.reached.await(20, TimeUnit.SECONDS));
      keeper.start();
      keeper.join(5_000);
      assertFalse(keeper.isAlive(), "the keeper waits for a reader");
    } finally {
      side.freed.countDown();
      reader.join();
      keeper.join();
    }
  }

  @Test
  void isToldOfASilenceInTheMiddleOfAFrameAsBefore() {
    side.freed.countDown();
    receives("one\nhel");
    seat.session().quiet();
    assertEquals(3, side.quiet);
    seat.session().quiet(); // in the middle of nothing
    assertEquals(3, side.quiet);
    receives("x");
    receives("y");
    seat.session().quiet();
    assertEquals(5, side.quiet);
  }
}
