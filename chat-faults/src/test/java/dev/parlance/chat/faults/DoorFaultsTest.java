package dev.parlance.chat.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.Attempt;
import dev.parlance.chat.Authenticator.Verdict;
import dev.parlance.chat.ChatServer;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Limits;
import dev.parlance.chat.dialect.DatagramDialect;
import dev.parlance.chat.names.UnicodeNames;
import dev.parlance.chat.testkit.history.RecordingClient;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Timeout;

/**
 * Who is not let in is told why in one line, which is counted once, and nobody else sees anything
 * of it.
 */
@Timeout(120)
class DoorFaultsTest {

  /** What is typed in the place of a name, and what comes back, by the three who are there. */
  private static final Map<String, String> REFUSALS =
      Map.of(
          "BOB", "name taken: BOB",
          "a1ice", "name taken: a1ice",
          "Admin", "name not allowed: it is reserved",
          "server", "name not allowed: it is reserved",
          "b\u043eb", "name not allowed: it mixes scripts, or holds what cannot be seen",
          "-2", "name not allowed: it must begin with a letter or digit");

  private static final int SOON_MILLIS = 300;

  private static InetAddress address(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    } catch (UnknownHostException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static CompletionStage<Verdict> judge(Attempt attempt) {
    char[] secret = attempt.secret();
    boolean mayJoin = secret == null || new String(secret).equals("right");
    return CompletableFuture.completedFuture(
        mayJoin ? Verdict.accepted() : Verdict.refused("wrong name or secret"));
  }

  private static Stage guarded(Carriage carriage, Limits limits) {
    return Stage.on(carriage, limits, builder -> guarded(carriage, builder));
  }

  private static ChatServer.Builder guarded(Carriage carriage, ChatServer.Builder builder) {
    return builder
        .listen(carriage.udp(), 0, new DatagramDialect())
        .authenticator(DoorFaultsTest::judge)
        .names(UnicodeNames.create().reserving("admin"));
  }

  /** Fails if the witnesses were shown more than what they say to each other. */
  private static void assertNobodyElseSawAnything(Stage stage) {
    stage.witnesses().exchangeMore(1);
    List<String> heard = new ArrayList<>(stage.witnesses().carol().heard().lines().toList());
    heard.remove(heard.size() - 1); // may be unfinished
    heard.removeIf(
        line -> line.matches("\\* name\\?|\\* welcome carol .*|alice: alice:\\d+|bob: bob:\\d+"));
    assertEquals(List.of(), heard);
    assertEquals(3, stage.closings().joins());
  }

  @OnEachTransport
  void whoHasTheWrongNameOrSecretIsToldSoInOneLine(Carriage carriage) {
    try (Stage stage = guarded(carriage, Limits.defaults())) {
      REFUSALS.forEach((typed, answer) -> assertAnswer(stage, typed, answer));
      assertEquals(REFUSALS.size(), stage.server().metrics().connections().refusedNames());
      assertAnswer(stage, "/login dave wrong", "name not allowed: wrong name or secret");
      assertEquals(1, stage.server().metrics().connections().refusedLogins());
      assertNobodyElseSawAnything(stage);
    }
  }

  private static void assertAnswer(Stage stage, String typed, String answer) {
    RecordingClient stranger = stage.stranger().awaitText("* name?\n");
    stranger.sends(typed + "\n-1\n").awaitText("! " + answer + "\n").awaitEnd();
    assertEquals("", stranger.heard());
    assertEquals(CloseReason.CLIENT_QUIT, stage.reason(stranger));
  }

  @OnEachTransport
  void whoGuessesSecretsIsSentAway(Carriage carriage) {
    try (Stage stage = guarded(carriage, Limits.defaults())) {
      RecordingClient guesser = stage.stranger().awaitText("* name?\n");
      guesser.sends("/login dave a\n/login dave b\n/login dave c\n/login dave right\n");
      for (int i = 0; i < 3; i++) {
        guesser.awaitText("! name not allowed: wrong name or secret\n");
      }
      guesser.awaitEnd();
      assertEquals(CloseReason.LOGIN_REFUSED, stage.reason(guesser));
      assertEquals(3, stage.server().metrics().connections().refusedLogins());
      assertNobodyElseSawAnything(stage);
    }
  }

  @OnEachTransport
  void whoIsBannedIsToldSoInOneLine(Carriage carriage) {
    try (Stage stage = guarded(carriage, Limits.defaults())) {
      stage.server().ban(address(9), "flood");
      stage.server().ban("modern", "spam");
      RecordingClient banned = stage.keep(RecordingClient.connectFrom(address(9), stage.address()));
      banned.awaitText("! you are banned: flood\n").awaitEnd();
      assertEquals("", banned.heard());
      assertEquals(CloseReason.BANNED, stage.reason(banned));
      RecordingClient alike = stage.stranger().awaitText("* name?\n").sends("modem\n");
      alike.awaitText("! you are banned: spam\n").awaitEnd();
      assertEquals(CloseReason.BANNED, stage.reason(alike));
      assertEquals(2, stage.server().closes(CloseReason.BANNED));
      assertNobodyElseSawAnything(stage);
    }
  }

  @OnEachTransport
  void whoComesTooOftenIsToldSoInOneLine(Carriage carriage) {
    Limits limits = Limits.defaults().withLoopbackExempt(false).withNewPerAddress(4);
    try (Stage stage = guarded(carriage, limits)) {
      for (int i = 0; i < 4; i++) {
        RecordingClient churner =
            stage.keep(RecordingClient.connectFrom(address(9), stage.address()));
        churner.awaitText("* name?\n").sends("-1\n").awaitEnd();
        assertEquals(CloseReason.CLIENT_QUIT, stage.reason(churner));
      }
      RecordingClient churner =
          stage.keep(RecordingClient.connectFrom(address(9), stage.address()));
      churner.awaitText("! too many new connections from your address, try again in a minute\n");
      churner.awaitEnd();
      assertEquals(CloseReason.TOO_MANY_FROM_ADDRESS, stage.reason(churner));
      assertNobodyElseSawAnything(stage);
    }
  }

  @OnEachTransport
  void overDatagramsWrongNamesAreToldAndStrangersAreNot(Carriage carriage) throws IOException {
    try (Stage stage = guarded(carriage, Limits.defaults());
        DatagramSocket one = new DatagramSocket(new InetSocketAddress(address(1), 0));
        DatagramSocket banned = new DatagramSocket(new InetSocketAddress(address(9), 0))) {
      for (Map.Entry<String, String> refusal : REFUSALS.entrySet()) {
        send(one, refusal.getKey(), stage.datagramAddress());
        assertEquals("[SERVER] " + refusal.getValue(), received(one));
      }
      assertEquals(REFUSALS.size(), stage.server().metrics().connections().refusedNames());
      stage.server().ban(address(9), "flood");
      send(banned, "dave", stage.datagramAddress());
      Baseline.await(
          () -> stage.server().closes(CloseReason.BANNED) == 1, () -> "not counted as banned");
      banned.setSoTimeout(SOON_MILLIS);
      assertThrows(SocketTimeoutException.class, () -> received(banned));
      assertNobodyElseSawAnything(stage);
      assertTrue(stage.server().online() == 3);
      send(one, "-1", stage.datagramAddress());
    }
  }

  private static void send(DatagramSocket socket, String text, InetSocketAddress to)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    socket.setSoTimeout(20_000);
    socket.send(new DatagramPacket(bytes, bytes.length, to));
  }

  private static String received(DatagramSocket socket) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
    socket.receive(packet);
    return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
  }
}
