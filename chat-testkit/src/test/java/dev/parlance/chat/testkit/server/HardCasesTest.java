package dev.parlance.chat.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.ChatClient;
import dev.parlance.chat.ChatServer;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Limits;
import dev.parlance.chat.Listener;
import dev.parlance.chat.Message;
import dev.parlance.chat.StopReport;
import dev.parlance.chat.User;
import dev.parlance.chat.testkit.MemoryTransport;
import dev.parlance.chat.testkit.history.Chronicle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is easily got wrong between a room, its cursors and its threads. */
@Timeout(30)
class HardCasesTest {

  private final MemoryTransport transport = MemoryTransport.create();
  private final ChatServer server =
      ChatServer.builder()
          .listen(transport, 0)
          .limits(Limits.defaults().withWindow(1 << 20))
          .start();

  private final Chronicle chronicle = new Chronicle();
  private final List<Terminal> members = new ArrayList<>();

  @AfterEach
  void stop() {
    server.close();
    members.forEach(Terminal::isClosed);
    chronicle.check();
  }

  private Terminal join(String name, int online) {
    Terminal member =
        Terminal.connect(transport, server.addresses().get(0), chronicle.member(name));
    members.add(member);
    return member
        .sees("* name?\n")
        .type(name + "\n")
        .sees("* welcome " + name + " (" + online + " online)\n");
  }

  @Test
  void whoOnlyTalksIsNotBehind() {
    Terminal alice = join("alice", 1);
    Terminal bob = join("bob", 2);
    alice.sees("+ bob (2 online)\n");
    String line = "x".repeat(4000);
    for (int i = 0; i < 1000; i++) { // four times the window
      alice.type(line + "\n");
      bob.sees("alice: " + line + "\n");
    }
    bob.type("hi\n");
    alice.sees("bob: hi\n");
    assertEquals(2, server.online());
  }

  @Test
  void manyCommandsAtOnceAreAllAnswered() {
    Terminal alice = join("alice", 1);
    int count = 20_000;
    alice.type("/who\n".repeat(count));
    alice.sees("* 1 online: alice\n".repeat(count));
  }

  @Test
  void aRoomThatIsFullMakesItsTalkersWait() {
    Terminal alice = join("alice", 1);
    Terminal bob = join("bob", 2);
    alice.sees("+ bob (2 online)\n");
    int lines = 200_000; // of 8 bytes each, in one write: 1.6 MB of the window's 1 MB
    alice.type("x\n".repeat(lines)).type("/who\n");
    bob.sees("alice: x\n".repeat(lines));
    alice.sees("* 2 online: alice bob\n");
    assertEquals(2, server.online());
  }

  @Test
  void anInterruptDoesNotCutTheGoodbye() throws Exception {
    Terminal alice = join("alice", 1);
    CompletableFuture<StopReport> report = new CompletableFuture<>();
    Thread stopper =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              report.complete(server.stop());
            });
    for (int i = 0; i < 1000; i++) {
      assertTrue(server.broadcast("notice"));
    }
    stopper.start();
    alice.sees("* notice\n".repeat(1000) + "* server is shutting down\n").seesTheEnd();
    stopper.join();
    assertEquals(1, report.join().drained());
    assertEquals(0, report.join().cut());
  }

  @Test
  void aClientThatClosesItselfInACallbackIsToldSo() throws Exception {
    CompletableFuture<ChatClient> self = new CompletableFuture<>();
    CompletableFuture<CloseReason> why = new CompletableFuture<>();
    Listener listener =
        new Listener() {
          @Override
          public void notice(Message.Notice notice) {
            self.join().close();
          }

          @Override
          public void closed(User user, CloseReason reason) {
            why.complete(reason);
          }
        };
    self.complete(
        ChatClient.builder()
            .transport(transport)
            .connect(server.addresses().get(0), "alice", listener));
    assertTrue(server.broadcast("leave, please"));
    assertEquals(CloseReason.CLOSED, why.get(10, TimeUnit.SECONDS));
  }

  /** As it is asked on the keeper's thread, where nothing but a log may complain of it. */
  @Test
  void aTickerThatFailsForOnceIsNotTheEndOfAllLimits() {
    AtomicLong now = new AtomicLong();
    CountDownLatch failed = new CountDownLatch(1);
    LongSupplier ticker =
        () -> {
          boolean kept = Thread.currentThread().getName().endsWith("-keeper");
          if (kept && failed.getCount() > 0) {
            failed.countDown();
            throw new IllegalStateException() {
              private static final long serialVersionUID = 1L;

              @Override
              public String getMessage() {
                throw new IllegalStateException("a failure that cannot be told of");
              }
            };
          }
          return now.get();
        };
    try (ChatServer other = ChatServer.builder().listen(transport, 0).ticker(ticker).start()) {
      Terminal silent = Terminal.connect(transport, other.addresses().get(0)).sees("* name?\n");
      assertTrue(failed.await(10, TimeUnit.SECONDS));
      now.addAndGet(TimeUnit.SECONDS.toNanos(11));
      silent.sees("! no name within 10 s\n").seesTheEnd();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Test
  void theServerMayBeStoppedInACallback() throws Exception {
    CompletableFuture<ChatServer> self = new CompletableFuture<>();
    CountDownLatch left = new CountDownLatch(1);
    Listener listener =
        new Listener() {
          @Override
          public void joined(Message.Joined joined) {
            self.join().close();
          }

          @Override
          public void left(Message.Left gone) {
            left.countDown();
          }
        };
    ChatServer other = ChatServer.builder().listen(transport, 0).listener(listener).start();
    self.complete(other);
    Terminal alice = Terminal.connect(transport, other.addresses().get(0)).type("alice\n");
    alice.sees("* name?\n* welcome alice (1 online)\n* server is shutting down\n").seesTheEnd();
    other.close();
    assertTrue(left.await(10, TimeUnit.SECONDS));
  }
}
