package dev.parlance.chat.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.testkit.RecordingPeer;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS 1.3 renews its keys whenever one side asks, and the other has to answer. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class KeyUpdateTest {

  private final RecordingPeer server = new RecordingPeer();
  private HandDriven connection;

  @BeforeEach
  void connect(@TempDir Path directory) throws Exception {
    Authority authority = new Authority(directory, "ca");
    connection = new HandDriven(authority.localhost(), authority.trusting(), server);
    connection.shakeHands();
  }

  @Test
  void whoAsksIsAnsweredAndBothGoOn() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertTrue(connection.offer(connection.keyUpdate()));
      server.owes("new keys");
      var unused = connection.pull();
      assertEquals(8, connection.read());
      assertTrue(connection.offer(connection.compose("thanks")));
      server.hears("thanks");
    }
  }

  @Test
  void whoAsksAndDoesNotReadIsNotReadEither() throws Exception {
    connection.full(true);
    server.owes("something that is stuck");
    var unused = connection.pull();
    int asked = 0;
    for (int i = 0; i < 100; i++) {
      ByteBuffer request = connection.keyUpdate();
      asked += connection.offer(request) ? 1 : 0;
    }
    assertTrue(asked <= 2, "the answers to " + asked + " are in memory");
    assertFalse(connection.isOver());
  }

  @Test
  void whatWaitedForAnAnswerIsReadAfterIt() throws Exception {
    connection.full(true);
    server.owes("something");
    var unused = connection.pull();
    assertTrue(connection.offer(connection.keyUpdate()));
    assertTrue(connection.offer(connection.compose("hello"))); // one read is held
    assertFalse(connection.offer(connection.compose("again")));
    connection.full(false);
    for (int i = 0; i < 4; i++) {
      var ignored = connection.pull();
    }
    server.hears("hello");
    assertEquals(9, connection.read());
  }
}
