package dev.parlance.chat.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.ChatException;
import dev.parlance.chat.ChatServer;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Filter;
import dev.parlance.chat.Limits;
import dev.parlance.chat.Listener;
import dev.parlance.chat.Message;
import dev.parlance.chat.StopReport;
import dev.parlance.chat.dialect.LineDialect;
import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.testkit.history.History;
import dev.parlance.chat.testkit.history.RecordingClient;
import dev.parlance.chat.transport.socket.SocketTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rows 61 to 70, but for the one that needs a process of its own: the life of a server. */
@Timeout(180)
class LifecycleFaultsTest {

  private static final String GOODBYE = "* server is shutting down\n";
  private static final String KILOBYTE = "x".repeat(1000);

  @OnEachTransport
  void row61_whoDoesNotReadIsCutWhenTheTimeToDrainIsUp(Carriage carriage) {
    Limits limits = Limits.defaults().withDrain(Duration.ofSeconds(1));
    try (Stage stage = Stage.on(carriage, limits)) {
      List<RecordingClient> deaf = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        deaf.add(stage.deaf("deaf" + i));
      }
      for (int i = 0; i < 6000; i++) {
        stage.announce(i + " " + KILOBYTE);
      }
      StopReport report = stage.server().stop();
      stage.stopped();
      deaf.forEach(one -> assertEquals(CloseReason.STOP_TIMEOUT, stage.reason(one)));
      assertEquals(50, report.cut());
      assertEquals(3, report.drained());
      assertTrue(report.took().compareTo(Duration.ofSeconds(1)) >= 0, "" + report);
    }
  }

  @OnEachTransport
  void row62_theGoodbyeIsTheLastLineForThoseWhoStillTalk(Carriage carriage) throws Exception {
    try (Stage stage = Stage.on(carriage)) {
      List<RecordingClient> talkers = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        talkers.add(stage.member("talker" + i));
      }
      List<Thread> threads = talkers.stream().map(LifecycleFaultsTest::talkOn).toList();
      stage.witnesses().see("talker9: talker9:100");
      CompletableFuture<StopReport> stopping =
          CompletableFuture.supplyAsync(() -> stage.server().stop());
      assertGoodbye(talkers);
      join(threads);
      stage.stopped();
      stage.witnesses().endWithServer();
      StopReport report = stopping.get(60, TimeUnit.SECONDS);
      assertEquals(new StopReport(13, 0, report.took()), report);
    }
  }

  private static void announce(Stage stage, String what, int count) {
    for (int i = 0; i < count; i++) {
      stage.announce(what + " " + i + " " + KILOBYTE);
    }
  }

  /** All read to the end, in spite of what they say, and go. */
  private static void assertGoodbye(List<RecordingClient> talkers) {
    for (RecordingClient talker : talkers) {
      assertTrue(talker.awaitGone(), "a reset overtook the end");
      assertTrue(talker.heard().endsWith(GOODBYE), "the end without a goodbye");
      talker.close(); // which ends its talk
    }
  }

  private static void join(List<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /**
   * Who is far behind, with what it is owed in the kernel's hands, says nothing for so long that
   * somebody who has read all is closed on meanwhile, and then talks as fast as it can: a server
   * that had closed this one, too, would reset it now, and its last lines would be lost.
   */
  @OnEachTransport
  void row62_theGoodbyeIsTheLastLineForThoseWhoFallSilentAndTalkAgain(Carriage carriage)
      throws Exception {
    Limits limits = Limits.defaults().withDrain(Duration.ofMinutes(1));
    try (Stage stage = Stage.on(carriage, limits)) {
      List<RecordingClient> behind = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        History history = stage.chronicle().member("behind" + i);
        behind.add(stage.keep(RecordingClient.join(stage.address(), history, 32 << 10)));
      }
      announce(stage, "read", 2000); // what took half a minute at the least rate that is reading
      for (RecordingClient one : behind) {
        one.awaitLine("* read 1999 " + KILOBYTE).stopsReading();
      }
      announce(stage, "unread", 250); // more than a client takes in, less than the kernels hold
      RecordingClient idle = stage.joined("idle");
      CompletableFuture<StopReport> stopping =
          CompletableFuture.supplyAsync(() -> stage.server().stop());
      idle.awaitText(GOODBYE);
      Baseline.await(
          () -> stage.server().ledger().pending() == 0, () -> "" + stage.server().ledger());
      idle.sends("one more second\n");
      assertEquals(CloseReason.SERVER_STOPPED, stage.reason(idle));

      List<Thread> threads = behind.stream().map(LifecycleFaultsTest::talkOn).toList();
      behind.forEach(RecordingClient::readsAgain);
      assertGoodbye(behind);
      join(threads);
      stage.stopped();
      stage.witnesses().endWithServer();
      assertEquals(14, stopping.get(60, TimeUnit.SECONDS).drained());
    }
  }

  @OnEachTransport
  void row62_whoNeverStopsTalkingIsClosedOnWhenTheTimeToDrainIsUp(Carriage carriage)
      throws Exception {
    Limits limits = Limits.defaults().withDrain(Duration.ofSeconds(1));
    try (Stage stage = Stage.on(carriage, limits)) {
      RecordingClient talker = stage.member("talker");
      List<Thread> threads = List.of(talkOn(talker));
      stage.witnesses().see("talker: talker:100");
      StopReport report = stage.server().stop();
      assertEquals(new StopReport(4, 0, report.took()), report);
      join(threads); // by a reset
      assertTrue(talker.heard().endsWith(GOODBYE));
      stage.stopped();
    }
  }

  /** Talks until the connection ends, on a thread of its own. */
  private static Thread talkOn(RecordingClient talker) {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (true) {
                  talker.says(10);
                  LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1)); // so that it can read
                }
              } catch (UncheckedIOException ended) {
                // As it was meant to.
              }
            });
    thread.start();
    return thread;
  }

  @OnEachTransport
  void row63_whoConnectsWhileTheServerStopsIsNotLeftHanging(Carriage carriage) throws Exception {
    try (Stage stage = Stage.on(carriage)) {
      CountDownLatch storm = new CountDownLatch(50);
      List<RecordingClient> dialers = new CopyOnWriteArrayList<>();
      InetSocketAddress address = stage.address();
      CompletableFuture<Void> dialing =
          CompletableFuture.runAsync(() -> dialUntilRefused(address, dialers, storm));
      assertTrue(storm.await(20, TimeUnit.SECONDS));
      stage.server().stop();
      stage.stopped();
      dialing.get(60, TimeUnit.SECONDS);
      dialers.forEach(RecordingClient::awaitGone);
      dialers.forEach(RecordingClient::close);
    }
  }

  private static void dialUntilRefused(
      InetSocketAddress address, List<RecordingClient> dialers, CountDownLatch storm) {
    try {
      for (int i = 0; i < 5000; i++) {
        dialers.add(RecordingClient.connect(address));
        storm.countDown();
      }
    } catch (UncheckedIOException refused) {
      // The server has stopped.
    }
  }

  @OnEachTransport
  void row64_aServerStopsOnceHoweverOftenItIsAsked(Carriage carriage) {
    try (Stage stage = Stage.on(carriage)) {
      List<StopReport> reports =
          IntStream.range(0, 8).parallel().mapToObj(i -> stage.server().stop()).toList();
      stage.stopped();
      assertEquals(1, reports.stream().distinct().count());
      assertEquals(3, reports.get(0).drained());
      assertEquals(reports.get(0), stage.server().stop());
      assertFalse(stage.server().broadcast("too late"));
    }
  }

  @OnEachTransport
  void row64_aServerMayBeStoppedByItsListener(Carriage carriage) throws Exception {
    Baseline before = Baseline.now();
    CompletableFuture<ChatServer> self = new CompletableFuture<>();
    CompletableFuture<StopReport> report = new CompletableFuture<>();
    Listener listener =
        new Listener() {
          @Override
          public void joined(Message.Joined joined) {
            report.complete(self.join().stop());
          }
        };
    ChatServer server = ChatServer.builder().listen(carriage.tcp(), 0).listener(listener).start();
    self.complete(server);
    try (RecordingClient alice = RecordingClient.connect(server.addresses().get(0))) {
      alice.sends("alice\n").awaitEnd();
      assertTrue(alice.heard().endsWith(GOODBYE), alice.heard());
    }
    assertEquals(1, report.get(20, TimeUnit.SECONDS).drained());
    server.close();
    before.awaitReturn();
  }

  @OnEachTransport
  void row64_aServerMayBeStoppedByAFilterOnTheThreadThatReads(Carriage carriage) {
    Baseline before = Baseline.now();
    CompletableFuture<ChatServer> self = new CompletableFuture<>();
    CompletableFuture<StopReport> inside = new CompletableFuture<>();
    Filter filter =
        (user, text) -> {
          inside.complete(self.join().stop());
          return Filter.Verdict.pass();
        };
    ChatServer server = ChatServer.builder().listen(carriage.tcp(), 0).filter(filter).start();
    self.complete(server);
    InetSocketAddress address = server.addresses().get(0);
    try (RecordingClient alice = RecordingClient.connect(address);
        RecordingClient bob = RecordingClient.connect(address)) {
      alice.sends("alice\n").awaitText("* welcome alice");
      bob.sends("bob\n").awaitText("* welcome bob").sends("stop\n").awaitEnd();
      alice.awaitEnd();
      assertTrue(alice.heard().endsWith(GOODBYE), alice.heard());
      assertTrue(bob.heard().endsWith(GOODBYE), bob.heard());
    }
    assertEquals(0, inside.join().drained());
    assertEquals(2, server.stop().drained());
    before.awaitReturn();
  }

  @OnEachTransport
  void row65_aPortInUseIsAClearErrorAndLeavesNothing(Carriage carriage) throws IOException {
    try (Stage stage = Stage.on(carriage);
        ServerSocket taken = new ServerSocket(0, 1, stage.address().getAddress())) {
      Baseline before = Baseline.now();
      Transport transport = carriage.tcp();
      ChatServer.Builder builder =
          ChatServer.builder().listen(transport, 0).listen(transport, taken.getLocalPort());
      ChatException clear = assertThrows(ChatException.class, builder::start);
      assertTrue(
          clear.toString().contains("cannot listen at") && clear.toString().contains("in use"),
          clear.toString());
      before.awaitReturn();

      InetSocketAddress elsewhere = new InetSocketAddress("192.0.2.1", 0); // for documentation
      ChatServer.Builder bad = ChatServer.builder().listen(transport, elsewhere, new LineDialect());
      assertThrows(ChatException.class, bad::start);
      before.awaitReturn();
    }
  }

  @OnEachTransport
  void row65_aServerMayStartAgainAtOnceOnTheSamePort(Carriage carriage) {
    Baseline before = Baseline.now();
    int port = 0;
    for (int i = 0; i < 5; i++) {
      try (ChatServer server = ChatServer.builder().listen(carriage.tcp(), port).start();
          RecordingClient alice = RecordingClient.connect(server.addresses().get(0))) {
        port = server.port();
        alice.sends("alice\n").awaitText("* welcome alice (1 online)\n");
        server.stop();
        alice.awaitText(GOODBYE).awaitEnd();
      }
    }
    before.awaitReturn();
  }

  @OnEachTransport
  void row67_twoServersKnowNothingOfEachOther(Carriage carriage) {
    try (Stage stage = Stage.on(carriage)) {
      Baseline before = Baseline.now();
      try (ChatServer other = ChatServer.builder().listen(carriage.tcp(), 0).start();
          RecordingClient alice = RecordingClient.connect(other.addresses().get(0))) {
        alice.sends("alice\n").awaitText("* welcome alice (1 online)\n");
        other.stop();
        alice.awaitText(GOODBYE).awaitEnd();
      }
      before.awaitReturnBut(Set.of("parlance-socket-write", "parlance-socket-foreman"));
      stage.witnesses().exchangeMore(10);
    }
    assertTrue(
        Thread.getAllStackTraces().keySet().stream()
            .noneMatch(t -> t.getName().startsWith("parlance-") && !t.isDaemon()));
  }

  @OnEachTransport
  void row68_aJumpOfTheWallClockMovesNoDeadline(Carriage carriage) {
    AtomicLong jump = new AtomicLong();
    Limits limits = Limits.defaults().withNameDeadline(Duration.ofMillis(600));
    try (Stage stage =
        Stage.on(
            carriage,
            limits,
            builder -> builder.clock(() -> Instant.now().plusSeconds(jump.get())))) {
      RecordingClient patient = stage.stranger().awaitText("* name?\n");
      long start = System.nanoTime();
      for (long seconds : new long[] {3600, -3600, 86_400, -86_400}) {
        jump.set(seconds);
        stage.witnesses().exchangeMore(5);
      }
      patient.awaitText("! no name within").awaitEnd();
      assertTrue(System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(400), "too soon");
      assertEquals(CloseReason.NAME_TIMEOUT, stage.reason(patient));
    }
  }

  @OnEachTransport
  void row69_aStormOfMembersThatComeBackIsServed(Carriage carriage) {
    storm(carriage, 300);
  }

  @Tag("long")
  @OnEachTransport
  void row69_aStormOfFiveThousandMembersThatComeBackIsServed(Carriage carriage) {
    storm(carriage, 5000);
  }

  private static void storm(Carriage carriage, int count) {
    try (Stage stage = Stage.on(carriage)) {
      List<RecordingClient> members =
          IntStream.range(0, count)
              .parallel()
              .mapToObj(i -> stage.stranger().sends("storm" + i + "\n"))
              .toList();
      members.forEach(member -> member.awaitText("* welcome storm"));
      Baseline.await(() -> stage.server().online() == count + 3, () -> "not all came");
      members.parallelStream().forEach(RecordingClient::breaksOff);
    }
  }

  @Test
  void row70_interruptsOfSelectorLoopsDisturbNobody() {
    try (Stage stage = Stage.on(Carriage.NIO)) {
      RecordingClient member = stage.member("member");
      for (int i = 0; i < 50; i++) {
        interruptLibrary();
        member.says(1);
        stage.witnesses().see("member: member:" + i);
      }
      Baseline.assertNoThreadSpins();
      member.leaves();
    }
  }

  /** The JDK closes a socket whose thread is interrupted: that connection ends, and no other. */
  @Test
  void row70_interruptsOfThreadsOfConnectionsEndTheseAndTheServerGoesOn() {
    Baseline before = Baseline.now();
    Closings closings = new Closings();
    try (ChatServer server =
        ChatServer.builder().listen(SocketTransport.tcp(), 0).listener(closings).start()) {
      InetSocketAddress address = server.addresses().get(0);
      for (int i = 0; i < 20; i++) {
        try (RecordingClient member = RecordingClient.connect(address)) {
          member.sends("member" + i + "\n").awaitText("* welcome member" + i + " (1 online)\n");
          interruptLibrary();
          member.breaksOff();
          assertEquals(CloseReason.CONNECTION_LOST, closings.of(member.address()));
        }
      }
      Baseline.assertNoThreadSpins();
    }
    closings.assertSound();
    before.awaitReturn();
  }

  private static void interruptLibrary() {
    Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("parlance-"))
        .forEach(Thread::interrupt);
  }
}
