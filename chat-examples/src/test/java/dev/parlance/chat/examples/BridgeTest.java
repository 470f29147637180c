package dev.parlance.chat.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.Listener;
import dev.parlance.chat.Message;
import dev.parlance.chat.testkit.MemoryTransport;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BridgeTest {

  private static final InetSocketAddress WEST = new InetSocketAddress("localhost", 1001);
  private static final InetSocketAddress EAST = new InetSocketAddress("localhost", 1002);

  private final MemoryTransport memory = MemoryTransport.create();

  private ChatServer serve(InetSocketAddress address, CountDownLatch joined) {
    return ChatServer.builder()
        .listen(memory, address.getPort())
        .listener(
            new Listener() {
              @Override
              public void joined(Message.Joined somebody) {
                joined.countDown();
              }
            })
        .start();
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    assertTrue(latch.await(20, TimeUnit.SECONDS));
  }

  @Test
  void whatIsSaidOnOneSideIsHeardOnTheOtherAndGoesInNoCircle() throws InterruptedException {
    CountDownLatch all = new CountDownLatch(4);
    try (ChatServer west = serve(WEST, all);
        ChatServer east = serve(EAST, all);
        Bridge upper = new Bridge(memory, "upper", WEST, EAST);
        Bridge lower = new Bridge(memory, "lower", WEST, EAST)) {
      await(all);
      try (Visitor ann = new Visitor(memory, west.port(), "ann");
          Visitor ben = new Visitor(memory, east.port(), "ben")) {
        ann.says("hello");
        assertEquals(
            Set.of("upper: ann@west: hello", "lower: ann@west: hello"),
            Set.copyOf(List.of(ben.hears(), ben.hears())));
        ben.says("hi");
        assertEquals(
            Set.of("upper: ben@east: hi", "lower: ben@east: hi"),
            Set.copyOf(List.of(ann.hears(), ann.hears())));
        west.broadcast("that is all");
        assertEquals("* that is all", ann.hears());
        assertEquals(0, upper.lost() + lower.lost());
      }
    }
  }

  @Test
  void whenOneSideComesBackSoDoesTheBridge() throws InterruptedException {
    CountDownLatch first = new CountDownLatch(2);
    try (ChatServer west = serve(WEST, first)) {
      ChatServer before = serve(EAST, first);
      try (Bridge bridge = new Bridge(memory, "bridge", WEST, EAST);
          Visitor ann = new Visitor(memory, west.port(), "ann")) {
        await(first);
        before.close();
        ann.says("is anybody there?");
        while (bridge.lost() == 0) {
          Thread.onSpinWait();
        }
        CountDownLatch again = new CountDownLatch(1);
        try (ChatServer after = serve(EAST, again)) {
          await(again);
          try (Visitor ben = new Visitor(memory, after.port(), "ben")) {
            ben.says("I am new here");
            assertEquals("bridge: ben@east: I am new here", ann.hears());
            ann.says("welcome");
            assertEquals("bridge: ann@west: welcome", ben.hears());
          }
        }
        assertTrue(west.online() >= 2, "nobody left the west");
      } finally {
        before.close();
      }
    }
  }
}
