package dev.parlance.chat.examples.life;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.ChatException;
import dev.parlance.chat.ChatServer;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Limits;
import dev.parlance.chat.Listener;
import dev.parlance.chat.StopReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server may be stopped at any time, by anybody, and leaves nothing behind. */
@Timeout(120)
class StoppingTest {

  private static final Limits LIMITS = Limits.defaults().withDrain(Duration.ofSeconds(5));

  private static ChatServer.Builder builder(String transport, int port) {
    return ChatServer.builder().listen(Hall.transport(transport), port).limits(LIMITS);
  }

  private static Socket join(ChatServer server, String name) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write((name + "\n").getBytes(UTF_8));
    byte[] start = socket.getInputStream().readNBytes(("* name?\n* welcome " + name).length());
    assertEquals("* name?\n* welcome " + name, new String(start, UTF_8));
    return socket;
  }

  private static String rest(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nio", "socket"})
  void whoeverStopsItGetsTheOneReport(String transport) throws Exception {
    Witnesses before = Witnesses.now();
    ChatServer server = builder(transport, 0).start();
    ExecutorService stoppers = Executors.newFixedThreadPool(8);
    try (Socket alice = join(server, "alice");
        Socket bob = join(server, "bob")) {
      List<Future<StopReport>> reports = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        reports.add(stoppers.submit(server::stop));
      }
      assertTrue(rest(alice).endsWith(Choir.LAST_NOTICE + "\n"));
      assertTrue(rest(bob).endsWith(Choir.LAST_NOTICE + "\n"));
      alice.shutdownOutput();
      bob.shutdownOutput();
      StopReport report = server.stop();
      assertEquals(2, report.drained());
      for (Future<StopReport> other : reports) {
        assertEquals(report, other.get());
      }
    } finally {
      stoppers.shutdown();
    }
    assertFalse(server.broadcast("late"));
    before.assertGivenBack();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nio", "socket"})
  void aCallbackMayStopIt(String transport) throws Exception {
    Witnesses before = Witnesses.now();
    CompletableFuture<ChatServer> started = new CompletableFuture<>();
    CompletableFuture<StopReport> reported = new CompletableFuture<>();
    Listener stopping = Listener.of(m -> reported.complete(started.join().stop()));
    ChatServer server = builder(transport, 0).listener(stopping).start();
    started.complete(server);
    try (Socket alice = join(server, "alice")) {
      assertTrue(rest(alice).endsWith(Choir.LAST_NOTICE + "\n"));
    }
    assertEquals(1, reported.get().drained());
    assertEquals(reported.get(), server.stop());
    before.assertGivenBack();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nio", "socket"})
  void aServerThatCannotStartLeavesNothingBehind(String transport) throws Exception {
    try (ChatServer first = builder(transport, 0).start();
        Socket alice = join(first, "alice")) {
      Witnesses before = Witnesses.now();
      ChatServer.Builder second = builder(transport, 0);
      second.listen(Hall.transport(transport), first.port());
      assertThrows(ChatException.class, second::start);
      before.assertGivenBack();
      assertTrue(first.broadcast("tea"));
      String told = " (1 online)\n* tea\n";
      assertEquals(told, new String(alice.getInputStream().readNBytes(told.length()), UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nio", "socket"})
  void twoServersDoNotKnowOfEachOther(String transport) throws Exception {
    Witnesses before = Witnesses.now();
    try (ChatServer one = builder(transport, 0).start();
        Socket alice = join(one, "alice")) {
      Witnesses withOne = Witnesses.now();
      try (ChatServer two = builder(transport, 0).start();
          Socket other = join(two, "alice")) {
        assertEquals(1, two.online());
        assertTrue(two.broadcast("two"));
        two.stop();
        assertTrue(rest(other).endsWith("* two\n" + Choir.LAST_NOTICE + "\n"));
      }
      withOne.assertGivenBack();
      assertTrue(one.broadcast("one"));
      String told = " (1 online)\n* one\n";
      assertEquals(told, new String(alice.getInputStream().readNBytes(told.length()), UTF_8));
    }
    before.assertGivenBack();
  }

  /** Everybody that was let in is told, or refused, or reset; nobody waits for ever. */
  @ParameterizedTest
  @ValueSource(strings = {"nio", "socket"})
  void itMayBeStoppedWhileACrowdArrives(String transport) throws Exception {
    Witnesses before = Witnesses.now();
    ChatServer server = builder(transport, 0).start();
    int port = server.port();
    AtomicBoolean goOn = new AtomicBoolean(true);
    ExecutorService dialers = Executors.newFixedThreadPool(8);
    List<Future<Integer>> crowds = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      crowds.add(dialers.submit(() -> dial(port, goOn)));
    }
    Patience.await(() -> server.closes(CloseReason.CLIENT_QUIT) > 100, () -> "nobody arrives");
    StopReport report = server.stop();
    goOn.set(false);
    int dialed = 0;
    for (Future<Integer> crowd : crowds) {
      dialed += crowd.get();
    }
    dialers.shutdown();
    assertTrue(dialers.awaitTermination(20, TimeUnit.SECONDS));
    assertTrue(dialed >= 100 && report.cut() == 0, report::toString);
    before.assertGivenBack();
  }

  /** Connects again and again, and reads until the other side ends; within the socket's time. */
  private static int dial(int port, AtomicBoolean goOn) {
    int dialed = 0;
    while (goOn.get()) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write("-1\n".getBytes(UTF_8));
        socket.getInputStream().readAllBytes();
        dialed++;
      } catch (SocketTimeoutException forgotten) {
        throw new AssertionError("neither served nor refused", forgotten);
      } catch (IOException refused) {
        // That is an answer, too.
      }
    }
    return dialed;
  }
}
