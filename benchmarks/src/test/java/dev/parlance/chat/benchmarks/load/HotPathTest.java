package dev.parlance.chat.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.parlance.chat.ChatServer;
import dev.parlance.chat.Limits;
import dev.parlance.chat.transport.nio.NioTransport;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How the hot path is built, seen from outside: talkers keep a hundred members of a real server
 * busy, and what its loop allocates and writes meanwhile is counted. Nothing here depends on how
 * fast that is.
 */
@Timeout(120)
class HotPathTest {

  private static final int MEMBERS = 100;
  private static final int UNDER_WAY = 64;
  private static final long LOOK_NANOS = 10_000_000;

  /** So many deliveries at least are looked at, lest few of them show what is not so. */
  private static final long ENOUGH = 20_000;

  /**
   * A chunk of the log for every few thousand messages, or the compiler, may leave some bytes. An
   * object for each message would be 0.16 a delivery, one for each delivery 16.
   */
  private static final double TOLERATED_BYTES = 0.1;

  /** With 64 messages on their way, many are due whenever a member is written to. */
  private static final double MOST_WRITES = 1.0 / 8;

  /** What has been done at one moment. */
  private record Moment(long deliveries, long writes, long allocated) {}

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest(name = "{0} talkers")
  @ValueSource(ints = {1, 8})
  void aDeliveryAllocatesNothingAndManyLeaveInOneWrite(int talkers) throws Exception {
    List<Moment> moments = talk(talkers);
    long all = moments.get(moments.size() - 1).deliveries();
    // From the middle, when all is compiled, to shortly before the end, when members leave.
    Moment from = last(moments, all / 2);
    Moment to = last(moments, all * 9 / 10);
    double deliveries = to.deliveries() - from.deliveries();
    assertTrue(deliveries >= ENOUGH, from + " to " + to);
    assertNotEquals(0, from.allocated(), "no loop was found");
    double bytes = (to.allocated() - from.allocated()) / deliveries;
    double writes = (to.writes() - from.writes()) / deliveries;
    assertAll(
        () -> assertTrue(bytes < TOLERATED_BYTES, bytes + " bytes for each delivery"),
        () -> assertTrue(writes < MOST_WRITES, writes + " writes for each delivery"));
  }

  private static Moment last(List<Moment> moments, long deliveries) {
    Moment found = moments.get(0);
    for (Moment moment : moments) {
      found = moment.deliveries() <= deliveries ? moment : found;
    }
    return found;
  }

  private List<Moment> talk(int talkers) throws Exception {
    List<Moment> moments = new ArrayList<>();
    CountingTransport transport = new CountingTransport(NioTransport.tcp().loops(1));
    Limits quiet = Limits.defaults().withAnnounceUpTo(0);
    try (ChatServer server = ChatServer.builder().listen(transport, 0).limits(quiet).start()) {
      CompletableFuture<Outcome> run =
          CompletableFuture.supplyAsync(() -> load(server.port(), talkers));
      do {
        LockSupport.parkNanos(LOOK_NANOS);
        moments.add(look(transport));
      } while (!run.isDone());
      assertEquals(Outcome.Verdict.OK, run.join().verdict(), run.join().flaws().toString());
    }
    return moments;
  }

  private static Outcome load(int port, int talkers) {
    long self = ProcessHandle.current().pid();
    int window = UNDER_WAY / talkers;
    Job job =
        new Job(
            port,
            self,
            MEMBERS + talkers,
            talkers,
            window,
            0,
            false,
            false,
            false,
            2,
            2,
            30,
            10,
            List.of(),
            false);
    try (Trial trial = new Trial(job, new Clock())) {
      return trial.run(members -> {});
    } catch (IOException | TimeoutException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private Moment look(CountingTransport transport) {
    long allocated = 0;
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("parlance-nio-")) {
        allocated += threads.getThreadAllocatedBytes(thread.getId());
      }
    }
    return new Moment(transport.bytes() / Payload.RECEIVED, transport.writes(), allocated);
  }
}
