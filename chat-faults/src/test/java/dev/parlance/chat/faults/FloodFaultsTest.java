package dev.parlance.chat.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Limits;
import dev.parlance.chat.testkit.history.RecordingClient;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/**
 * Rows 48 to 50: floods of lines and of joins, from one address and from many. The chronicle checks
 * that the witnesses were shown every line of the flood that was accepted, once and in order, and
 * their own between them; how long a line and its answer took is printed.
 */
@Timeout(180)
class FloodFaultsTest {

  private static final int MANY = 200;

  /** A room of strangers, whose patience is shorter than that of a test. */
  private static final Limits STRANGERS =
      Limits.defaults()
          .withLinesPerSecond(400) // the witnesses exchange some two hundred a second
          .withBurst(100)
          .withPatience(Duration.ofMillis(500));

  private static RecordingClient flooder(Stage stage, int number) {
    RecordingClient client =
        stage.keep(RecordingClient.connectFrom(Crowd.address(number), stage.address()));
    return client.awaitText("* name?\n").sends("f" + number + "\n").awaitText("* welcome f");
  }

  private static List<RecordingClient> flooders(Stage stage) {
    List<RecordingClient> flooders = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      flooders.add(flooder(stage, i));
    }
    return flooders;
  }

  private static String lines(int sender, int from, int count) {
    StringBuilder lines = new StringBuilder();
    for (int i = from; i < from + count; i++) {
      lines.append('f').append(sender).append(':').append(i).append('\n');
    }
    return lines.toString();
  }

  private static void report(Stage stage, String when) {
    System.out.println(when + ": " + stage.witnesses().delays());
  }

  @OnEachTransport
  void row48_oneAtFullSpeedIsHeardInFullAndTheOthersTalkOn(Carriage carriage) {
    floodOfOne(carriage, 50_000);
  }

  @Tag("long")
  @OnEachTransport
  void row48_oneAtFullSpeedForLong(Carriage carriage) {
    floodOfOne(carriage, 500_000);
  }

  private static void floodOfOne(Carriage carriage, int lines) {
    try (Stage stage = Stage.on(carriage)) {
      stage.witnesses().exchangeMore(50);
      RecordingClient flooder = flooder(stage, 0);
      report(stage, carriage + ", before one floods");
      for (int from = 0; from < lines; from += 1000) {
        flooder.sends(lines(0, from, 1000));
      }
      flooder.sends("-1\n").awaitEnd();
      stage.witnesses().see("f0: f0:" + (lines - 1));
      report(stage, carriage + ", while one floods");
      assertEquals(CloseReason.CLIENT_QUIT, stage.reason(flooder));
    }
  }

  @OnEachTransport
  void row49_twoHundredAtFullSpeedAreHeardInFullAndTheOthersTalkOn(Carriage carriage) {
    floodOfMany(carriage, 100);
  }

  @Tag("long")
  @OnEachTransport
  void row49_twoHundredAtFullSpeedForLong(Carriage carriage) {
    floodOfMany(carriage, 2000);
  }

  private static void floodOfMany(Carriage carriage, int lines) {
    try (Stage stage = Stage.on(carriage)) {
      List<RecordingClient> flooders = flooders(stage);
      stage.witnesses().exchangeMore(50);
      report(stage, carriage + ", before two hundred flood");
      for (int from = 0; from < lines; from += 100) {
        for (int i = 0; i < MANY; i++) {
          flooders.get(i).sends(lines(i, from, 100));
        }
      }
      for (int i = 0; i < MANY; i++) {
        flooders.get(i).sends("-1\n").awaitEnd();
        stage.witnesses().see("f" + i + ": f" + i + ":" + (lines - 1));
        assertEquals(CloseReason.CLIENT_QUIT, stage.reason(flooders.get(i)));
      }
      report(stage, carriage + ", while two hundred flood");
    }
  }

  @OnEachTransport
  void row49_withARateTwoHundredFloodsAreClosedAndTheOthersTalkOn(Carriage carriage) {
    try (Stage stage = Stage.on(carriage, STRANGERS)) {
      List<RecordingClient> flooders = flooders(stage);
      stage.witnesses().exchangeMore(20);
      report(stage, carriage + ", with a rate, before two hundred flood");
      for (int i = 0; i < MANY; i++) {
        flooders.get(i).sends(lines(i, 0, 1000));
      }
      for (RecordingClient flooder : flooders) {
        assertEquals(CloseReason.FLOOD, stage.reason(flooder));
      }
      report(stage, carriage + ", with a rate, while two hundred flood");
      assertEquals(MANY, stage.server().closes(CloseReason.FLOOD));
      assertTrue(stage.server().online() == 3);
    }
  }

  @OnEachTransport
  void row50_aStormOfJoinsIsHeldBackAndEachJoinHasItsLeaving(Carriage carriage) {
    Limits limits = Limits.defaults().withLoopbackExempt(false).withNewPerAddress(10);
    int addresses = 20;
    int comings = 30;
    try (Stage stage = Stage.on(carriage, limits)) {
      int joins = 0;
      for (int round = 0; round < comings; round++) {
        for (int i = 0; i < addresses; i++) {
          joins += storms(stage, i) == CloseReason.CLIENT_QUIT ? 1 : 0;
        }
      }
      assertTrue(joins >= 10 * addresses, joins + " were let in");
      assertTrue(joins < comings * addresses, joins + " were let in, and nobody held back");
      assertEquals(3 + joins, stage.closings().joins());
      report(stage, carriage + ", in a storm of joins");
    }
  }

  /** Joins and leaves, or is turned away. */
  private static CloseReason storms(Stage stage, int number) {
    RecordingClient client = RecordingClient.connectFrom(Crowd.address(number), stage.address());
    try (client) {
      client.sends("s" + number + "\n-1\n").awaitGone();
    } catch (UncheckedIOException reset) {
      // It was turned away by then.
    }
    CloseReason reason = stage.reason(client);
    assertTrue(
        reason == CloseReason.CLIENT_QUIT || reason == CloseReason.TOO_MANY_FROM_ADDRESS,
        reason.toString());
    return reason;
  }
}
