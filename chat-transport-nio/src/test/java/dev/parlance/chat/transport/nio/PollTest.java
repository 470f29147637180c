package dev.parlance.chat.transport.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PollTest implements Selected {

  private final Poll poll;
  private final Doorbell bell;
  private final Pipe pipe;
  private final List<SelectionKey> moves = new ArrayList<>();

  PollTest() throws IOException {
    poll = new Poll();
    bell = new Doorbell(poll::alarm);
    pipe = Pipe.open();
  }

  @BeforeEach
  void watch() throws IOException {
    pipe.source().configureBlocking(false);
    poll.register(pipe.source(), SelectionKey.OP_READ, this);
  }

  @AfterEach
  void close() throws IOException {
    poll.close();
    pipe.source().close();
    pipe.sink().close();
  }

  @Test
  void aSelectorThatWakesUpForNothingAgainAndAgainIsReplaced() throws IOException {
    wakeForNothing(Poll.PREMATURE_MOST - 1);
    assertEquals(0, moves.size());
    wakeForNothing(1);
    assertEquals(1, moves.size());
    assertEquals(SelectionKey.OP_READ, moves.get(0).interestOps());
    wakeForNothing(Poll.PREMATURE_MOST - 1);
    assertEquals(1, moves.size(), "Counted anew");
  }

  @Test
  void whoIsRousedDoesNotWakeForNothing() throws IOException {
    for (int i = 0; i < 2 * Poll.PREMATURE_MOST; i++) {
      bell.liesDown();
      bell.post(() -> {});
      poll.sleep(bell, 0);
      bell.takeTask();
    }
    assertEquals(0, moves.size());
  }

  @Test
  void anInterruptIsForgotten() throws IOException {
    for (int i = 0; i < 2 * Poll.PREMATURE_MOST; i++) {
      bell.liesDown();
      Thread.currentThread().interrupt();
      poll.sleep(bell, 0);
      assertEquals(false, Thread.currentThread().isInterrupted());
    }
    assertEquals(0, moves.size());
  }

  private void wakeForNothing(int times) throws IOException {
    for (int i = 0; i < times; i++) {
      bell.liesDown();
      poll.alarm();
      poll.sleep(bell, 0);
    }
  }

  @Override
  public void ready(int operations) {}

  @Override
  public void moved(SelectionKey key) {
    moves.add(key);
  }

  @Override
  public void failed(IOException cause) {}
}
