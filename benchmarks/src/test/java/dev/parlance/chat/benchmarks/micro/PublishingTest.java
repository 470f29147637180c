package dev.parlance.chat.benchmarks.micro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Publishing does the same work for ten members as for a thousand: counted, not timed. */
@Timeout(60)
class PublishingTest {

  private static final int FEW = 10;
  private static final int MANY = 1000;
  private static final int MESSAGES = 10_000;

  /** A chunk of the log for every few thousand messages; an object for each would be 16. */
  private static final double TOLERATED_BYTES = 1;

  /** What publishing asked of the transport, and allocated. */
  private record Work(long wakes, long linkCalls, double bytesForEach, long taken) {}

  private static Work publish(int members, boolean announce) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    try (StillRoom room = new StillRoom(members)) {
      publish(room, announce);
      room.drain();
      long wakes = room.transport().wakes();
      long linkCalls = room.transport().linkCalls();
      long taken = room.taken();
      long allocated = threads.getThreadAllocatedBytes(self);
      publish(room, announce);
      allocated = threads.getThreadAllocatedBytes(self) - allocated;
      wakes = room.transport().wakes() - wakes;
      linkCalls = room.transport().linkCalls() - linkCalls;
      room.drain();
      return new Work(wakes, linkCalls, (double) allocated / MESSAGES, room.taken() - taken);
    }
  }

  private static void publish(StillRoom room, boolean announce) {
    for (int i = 0; i < MESSAGES; i++) {
      if (announce) {
        assertTrue(room.server().broadcast("the doors are open"));
      } else {
        room.say();
      }
    }
  }

  private static double compare(boolean announce) throws IOException {
    Work few = publish(FEW, announce);
    Work many = publish(MANY, announce);
    assertEquals(few.wakes(), many.wakes());
    assertEquals(0, few.linkCalls());
    assertEquals(0, many.linkCalls());
    assertEquals(few.bytesForEach(), many.bytesForEach(), TOLERATED_BYTES);
    int notReaders = announce ? 0 : 1;
    assertEquals(
        few.taken() / (FEW - notReaders), many.taken() / (MANY - notReaders), "all got all");
    return many.bytesForEach();
  }

  @Test
  void aMembersLineAllocatesNothingAndCostsTheSameInRoomsOfAllSizes() throws IOException {
    double bytes = compare(false);
    assertTrue(bytes < TOLERATED_BYTES, bytes + " bytes for each line");
  }

  @Test
  void anAnnouncementCostsTheSameInRoomsOfAllSizes() throws IOException {
    compare(true);
  }
}
