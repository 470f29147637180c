package dev.parlance.chat.examples.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.ChatClient;
import dev.parlance.chat.ChatServer;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Listener;
import dev.parlance.chat.Message;
import dev.parlance.chat.User;
import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.testkit.MemoryTransport;
import dev.parlance.chat.transport.nio.NioTransport;
import dev.parlance.chat.transport.socket.SocketTransport;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an application does in its callbacks harms nobody else. */
@Timeout(60)
class UserCodeTest {

  static Stream<Transport> transports() {
    return Stream.of(NioTransport.tcp(), SocketTransport.tcp(), MemoryTransport.create());
  }

  private final BlockingQueue<String> aliceHears = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> bobHears = new LinkedBlockingQueue<>();

  private static Listener saidTo(BlockingQueue<String> heard) {
    return new Listener() {
      @Override
      public void said(Message.Said said) {
        heard.add(said.text());
      }
    };
  }

  private static ChatClient join(Transport transport, ChatServer server, String name, Listener l) {
    return ChatClient.builder().transport(transport).connect(server.addresses().get(0), name, l);
  }

  /** The witnesses talk to each other, and miss nothing. */
  private void converse(ChatClient alice, ChatClient bob) throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      alice.send("to bob " + i);
      assertEquals("to bob " + i, bobHears.poll(10, TimeUnit.SECONDS));
      bob.send("to alice " + i);
      assertEquals("to alice " + i, aliceHears.poll(10, TimeUnit.SECONDS));
    }
  }

  private void withWitnesses(Transport transport, Listener ofServer) throws Exception {
    try (ChatServer server = ChatServer.builder().listen(transport, 0).listener(ofServer).start();
        ChatClient alice = join(transport, server, "alice", saidTo(aliceHears));
        ChatClient bob = join(transport, server, "bob", saidTo(bobHears))) {
      converse(alice, bob);
    }
  }

  @ParameterizedTest
  @MethodSource("transports")
  void aListenerThatThrowsHarmsNobody(Transport transport) throws Exception {
    CountDownLatch thrown = new CountDownLatch(200);
    withWitnesses(
        transport,
        new Listener() {
          @Override
          public void said(Message.Said said) {
            thrown.countDown();
            throw new AssertionError("thrown by the listener of a test");
          }
        });
    assertTrue(thrown.await(10, TimeUnit.SECONDS), "each call was made");
  }

  @ParameterizedTest
  @MethodSource("transports")
  void aListenerThatBlocksHarmsNobody(Transport transport) throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    CountDownLatch all = new CountDownLatch(200);
    Listener blocking =
        new Listener() {
          @Override
          public void said(Message.Said said) {
            Uninterrupted.await(over);
            all.countDown();
          }
        };
    try (ChatServer server = ChatServer.builder().listen(transport, 0).listener(blocking).start();
        ChatClient alice = join(transport, server, "alice", saidTo(aliceHears));
        ChatClient bob = join(transport, server, "bob", saidTo(bobHears))) {
      converse(alice, bob);
      assertEquals(200, all.getCount());
      over.countDown();
      assertTrue(all.await(10, TimeUnit.SECONDS), "what waited was told");
    } finally {
      over.countDown();
    }
  }

  @ParameterizedTest
  @MethodSource("transports")
  void aClientWhoseListenerBlocksHarmsNobody(Transport transport) throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    Listener blocking = Listener.of(message -> Uninterrupted.await(over));
    try (ChatServer server = ChatServer.builder().listen(transport, 0).start();
        ChatClient alice = join(transport, server, "alice", saidTo(aliceHears));
        ChatClient bob = join(transport, server, "bob", saidTo(bobHears))) {
      ChatClient stuck = join(transport, server, "stuck", blocking);
      converse(alice, bob);
      over.countDown();
      stuck.close();
    } finally {
      over.countDown();
    }
  }

  @ParameterizedTest
  @MethodSource("transports")
  void whoClosesItselfInACallbackHarmsNobody(Transport transport) throws Exception {
    CompletableFuture<ChatClient> self = new CompletableFuture<>();
    CompletableFuture<CloseReason> why = new CompletableFuture<>();
    Listener leaving =
        new Listener() {
          @Override
          public void said(Message.Said said) {
            self.join().close();
          }

          @Override
          public void closed(User user, CloseReason reason) {
            why.complete(reason);
          }
        };
    try (ChatServer server = ChatServer.builder().listen(transport, 0).start();
        ChatClient alice = join(transport, server, "alice", saidTo(aliceHears));
        ChatClient bob = join(transport, server, "bob", saidTo(bobHears))) {
      self.complete(join(transport, server, "carol", leaving));
      converse(alice, bob);
      assertEquals(CloseReason.CLOSED, why.get(10, TimeUnit.SECONDS));
    }
  }

  @ParameterizedTest
  @MethodSource("transports")
  void whoKicksTheAuthorInACallbackHarmsNobodyElse(Transport transport) throws Exception {
    CompletableFuture<ChatServer> self = new CompletableFuture<>();
    Listener strict =
        new Listener() {
          @Override
          public void said(Message.Said said) {
            if (said.user().name().equals("mallory")) {
              assertTrue(self.join().kick("mallory", "spam"));
            }
          }
        };
    try (ChatServer server = ChatServer.builder().listen(transport, 0).listener(strict).start();
        ChatClient alice = join(transport, server, "alice", saidTo(aliceHears));
        ChatClient bob = join(transport, server, "bob", saidTo(bobHears));
        ChatClient mallory = join(transport, server, "mallory", Listener.of(message -> {}))) {
      self.complete(server);
      mallory.send("buy");
      assertEquals("buy", bobHears.poll(10, TimeUnit.SECONDS));
      assertEquals("buy", aliceHears.poll(10, TimeUnit.SECONDS));
      converse(alice, bob);
      while (server.closes(CloseReason.KICKED) == 0) {
        Thread.onSpinWait();
      }
    }
  }

  /** Waits without minding interrupts, but not for ever. */
  private static final class Uninterrupted {

    private Uninterrupted() {}

    static void await(CountDownLatch latch) {
      try {
        assertTrue(latch.await(30, TimeUnit.SECONDS));
      } catch (InterruptedException interrupted) {
        throw new AssertionError(interrupted);
      }
    }
  }
}
