package dev.parlance.chat.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Connection;
import dev.parlance.chat.Limits;
import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.testkit.fault.FaultProxy;
import dev.parlance.chat.testkit.history.History;
import dev.parlance.chat.testkit.history.RecordingClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** Rows 26 to 35 and 38: slow and dead peers. */
@Timeout(180)
class SlowPeersTest {

  private static final Limits NARROW = Limits.defaults().withWindow(4 << 20);
  private static final Limits NARROWEST = Limits.defaults().withWindow(1 << 20);
  private static final Set<CloseReason> SLOWNESS =
      Set.of(CloseReason.SLOW_CONSUMER, CloseReason.STALLED);

  private static final String KILOBYTE = "x".repeat(1000);

  /** Fills the room until nobody of so many that do not read is left. */
  private static void floodUntilClosed(Stage stage, int count) {
    int number = 0;
    while (closed(stage) < count) {
      stage.announce("flood " + number++ + " " + KILOBYTE);
      assertTrue(number < 1_000_000, "not closed: " + stage.server().closes());
    }
  }

  private static long closed(Stage stage) {
    return stage.server().closes(CloseReason.SLOW_CONSUMER)
        + stage.server().closes(CloseReason.STALLED);
  }

  @OnEachTransport
  void row26_whoNeverReadsFallsOutOfTheWindow(Carriage carriage) {
    try (Stage stage = Stage.on(carriage, NARROW)) {
      RecordingClient deaf = stage.deaf("deaf");
      floodUntilClosed(stage, 1);
      assertEquals(CloseReason.SLOW_CONSUMER, stage.reason(deaf));
      stage.witnesses().see("- deaf (3 online)");
    }
  }

  @OnEachTransport
  void row27_whoTakesNothingOfALittleIsStalled(Carriage carriage) {
    Limits limits = Limits.defaults().withStall(Duration.ofMillis(400));
    try (Stage stage = Stage.on(carriage, limits)) {
      RecordingClient deaf = stage.deaf("deaf");
      for (int i = 0; i < 8000; i++) { // more than the kernel takes, less than the window
        stage.announce(i + " " + KILOBYTE);
      }
      assertEquals(CloseReason.STALLED, stage.reason(deaf));
      stage.witnesses().see("- deaf (3 online)");
    }
  }

  @OnEachTransport
  void row28_whoReadsAByteNowAndThenIsClosed(Carriage carriage) {
    Limits limits = NARROW.withStall(Duration.ofSeconds(3));
    try (Stage stage = Stage.on(carriage, limits)) {
      RecordingClient slow = stage.deaf("slow");
      slow.readsSlowly(1, Duration.ofMillis(20)).readsAgain();
      floodUntilClosed(stage, 1);
      CloseReason reason = stage.reason(slow);
      assertTrue(SLOWNESS.contains(reason));
    }
  }

  @OnEachTransport
  void row29_whoRecoversInTimeMissesNothing(Carriage carriage) {
    try (Stage stage = Stage.on(carriage)) {
      History history = stage.chronicle().member("slow");
      RecordingClient slow = stage.keep(RecordingClient.join(stage.address(), history, 1024));
      slow.stopsReading();
      for (int i = 0; i < 6000; i++) {
        stage.announce(i + " " + KILOBYTE);
      }
      stage.witnesses().see("* 5999 " + KILOBYTE);
      long heldBySystem =
          stage.server().connections().stream()
              .filter(connection -> connection.user().name().equals("slow"))
              .mapToLong(Connection::written)
              .sum();
      assertTrue(heldBySystem < 4 * Transport.SEND_BUFFER, heldBySystem + " bytes");
      slow.readsAgain().awaitLine("* 5999 " + KILOBYTE).leaves();
      assertEquals(CloseReason.CLIENT_QUIT, stage.reason(slow));
    }
  }

  @OnEachTransport
  void row30_manySlowPeersAreClosedAndNobodyElse(Carriage carriage) {
    manySlow(carriage, 40, NARROWEST);
  }

  @Tag("long")
  @OnEachTransport
  void row30_fiveHundredSlowPeersAreClosedAndNobodyElse(Carriage carriage) {
    manySlow(carriage, 500, NARROWEST);
  }

  private static void manySlow(Carriage carriage, int count, Limits limits) {
    try (Stage stage = Stage.on(carriage, limits)) {
      List<RecordingClient> deaf = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        deaf.add(stage.deaf("deaf" + i));
      }
      floodUntilClosed(stage, count);
      deaf.forEach(one -> assertEquals(CloseReason.SLOW_CONSUMER, stage.reason(one)));
      assertEquals(3, stage.server().online(), () -> "" + stage.server().closes());
    }
  }

  @OnEachTransport
  void row31_ofWhoIsCutNothingStaysInTheKernel(Carriage carriage) {
    assumeTrue(Files.exists(Path.of("/proc/net/tcp")), "the system does not show its connections");
    try (Stage stage = Stage.on(carriage, NARROW)) {
      RecordingClient deaf = stage.deaf("deaf");
      floodUntilClosed(stage, 1);
      assertEquals(CloseReason.SLOW_CONSUMER, stage.reason(deaf));
      assertEquals("", connectionOf(stage, deaf).map(fields -> "queues " + fields[4]).orElse(""));
      assertFalse(deaf.readsAgain().awaitGone(), "not a reset");
    }
  }

  /** Of one that vanished without a word the kernel finds out by asking; it shows when it will. */
  @OnEachTransport
  void row35_afterWhoIsSilentTheKernelAsksWithinAMinute(Carriage carriage) {
    assumeTrue(Files.exists(Path.of("/proc/net/tcp")), "the system does not show its connections");
    try (Stage stage = Stage.on(carriage)) {
      RecordingClient silent = stage.joined("silent");
      Baseline.await(
          () -> connectionOf(stage, silent).map(fields -> asksWithin(60, fields[5])).orElse(false),
          () -> "the kernel does not mean to ask");
      silent.leaves();
    }
  }

  /** Whether a timer is that of keep-alive, 02, and due by then; in hundredths of a second. */
  private static boolean asksWithin(int seconds, String timer) {
    String[] kindAndTime = timer.split(":", -1);
    return kindAndTime[0].equals("02")
        && Integer.parseInt(kindAndTime[1], 16) <= 100 * (seconds + 1);
  }

  /** {@return the server's end of a connection, as the kernel shows it, if there still is one} */
  private static Optional<String[]> connectionOf(Stage stage, RecordingClient client) {
    String here = String.format(Locale.ROOT, ":%04X", stage.server().port());
    String there = String.format(Locale.ROOT, ":%04X", client.address().getPort());
    return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
        .map(Path::of)
        .filter(Files::exists)
        .flatMap(SlowPeersTest::lines)
        .map(line -> line.trim().split("\\s+"))
        .filter(fields -> fields[1].endsWith(here) && fields[2].endsWith(there))
        .findFirst();
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  @OnEachTransport
  void row32_whoEndsItsOutputReceivesWhatItIsOwed(Carriage carriage) {
    try (Stage stage = Stage.on(carriage)) {
      RecordingClient half = stage.member("half").stopsReading();
      for (int i = 0; i < 3000; i++) {
        stage.announce(i + " " + KILOBYTE);
      }
      half.says(100).endsOutput();
      stage.witnesses().see("half: half:99");
      stage.witnesses().see("- half (3 online)");
      Baseline.assertNoThreadSpins();
      half.readsAgain().awaitLine("* 2999 " + KILOBYTE).awaitEnd();
      assertEquals(CloseReason.PEER_CLOSED, stage.reason(half));
    }
  }

  @OnEachTransport
  void row33_aResetWhileNothingHappensEndsOnce(Carriage carriage) {
    try (Stage stage = Stage.on(carriage)) {
      RecordingClient idle = stage.joined("idle");
      idle.breaksOff();
      assertEquals(CloseReason.CONNECTION_LOST, stage.reason(idle));
      stage.witnesses().see("- idle (3 online)");
      Baseline.assertNoThreadSpins();
    }
  }

  @OnEachTransport
  void row33_aResetInALineDropsTheLine(Carriage carriage) {
    try (Stage stage = Stage.on(carriage)) {
      RecordingClient breaks = stage.joined("breaks").sends("breaks:0\nunfinished");
      stage.witnesses().see("breaks: breaks:0");
      breaks.breaksOff();
      assertEquals(CloseReason.CONNECTION_LOST, stage.reason(breaks));
      stage.witnesses().see("- breaks (3 online)");
      assertFalse(stage.witnesses().carol().heard().contains("unfinished"));
    }
  }

  @OnEachTransport
  void row33_aResetInAWriteEndsOnce(Carriage carriage) {
    try (Stage stage = Stage.on(carriage)) {
      RecordingClient deaf = stage.deaf("deaf");
      for (int i = 0; i < 6000; i++) {
        stage.announce(i + " " + KILOBYTE);
      }
      deaf.breaksOff();
      assertEquals(CloseReason.CONNECTION_LOST, stage.reason(deaf));
      stage.witnesses().see("- deaf (3 online)");
      Baseline.assertNoThreadSpins();
    }
  }

  @OnEachTransport
  void row34_aProcessThatIsKilledHasLeft(Carriage carriage) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash to be killed");
    try (Stage stage = Stage.on(carriage)) {
      String talk =
          "exec 3<>/dev/tcp/127.0.0.1/"
              + stage.server().port()
              + "; printf 'child\\nchild:0\\n' >&3; exec cat <&3";
      Process child =
          new ProcessBuilder("/bin/bash", "-c", talk)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        stage.witnesses().see("child: child:0");
      } finally {
        child.destroyForcibly().waitFor();
      }
      stage.witnesses().see("- child (3 online)");
      child.getInputStream().close();
      child.getErrorStream().close();
      child.getOutputStream().close();
    }
  }

  @OnEachTransport
  void row38_aBadNetworkMakesAMemberSlowAndNothingElse(Carriage carriage) {
    try (Stage stage = Stage.on(carriage)) {
      try (FaultProxy proxy = FaultProxy.to(stage.address())) {
        proxy.toServer().delay(Duration.ofMillis(20)).jitter(Duration.ofMillis(10)).slice(1);
        proxy.toClient().delay(Duration.ofMillis(20)).jitter(Duration.ofMillis(10)).slice(7);
        proxy.toClient().bandwidth(256_000 / 8);
        History history = stage.chronicle().member("far");
        RecordingClient far = stage.keep(RecordingClient.join(proxy.address(), history));
        far.says(100);
        stage.witnesses().see("far: far:99");
        stage.announce("over");
        far.awaitLine("* over");
        proxy.toClient().clear();
        far.leaves();
      }
    }
  }

  @OnEachTransport
  void row38_aStalledNetworkThatRecoversLosesNothing(Carriage carriage) {
    try (Stage stage = Stage.on(carriage)) {
      try (FaultProxy proxy = FaultProxy.to(stage.address())) {
        History history = stage.chronicle().member("far");
        RecordingClient far = stage.keep(RecordingClient.join(proxy.address(), history));
        proxy.toClient().stall();
        proxy.toServer().stall();
        far.says(100);
        for (int i = 0; i < 1000; i++) {
          stage.announce(i + " " + KILOBYTE);
        }
        proxy.toServer().resume();
        stage.witnesses().see("far: far:99");
        proxy.toClient().resume();
        far.awaitLine("* 999 " + KILOBYTE).leaves();
      }
    }
  }
}
