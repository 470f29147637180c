package dev.parlance.chat.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Limits;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;

/** Rows 55 to 59: datagrams; the witnesses are members over TCP of the same room. */
@Timeout(120)
class DatagramFaultsTest {

  private static final Limits SHORT_IDLE = Limits.defaults().withIdle(Duration.ofMillis(400));

  /** A peer that sends datagrams to a stage's server. */
  private record Sender(DatagramSocket socket, Stage stage) implements AutoCloseable {

    /** At a port that no member has for TCP: the application is told of addresses alone. */
    static Sender to(Stage stage) throws IOException {
      DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
      int port = socket.getLocalPort();
      if (stage.server().users().stream().anyMatch(user -> user.port() == port)) {
        try (socket) {
          return to(stage);
        }
      }
      socket.setSoTimeout(20_000);
      return new Sender(socket, stage);
    }

    /** Sends a name until the server has answered, as any datagram may be lost. */
    static Sender join(Stage stage, String name) throws IOException {
      Sender sender = to(stage);
      sender.socket.setSoTimeout(1000);
      for (int i = 0; i < 20; i++) {
        sender.sends(name);
        try {
          while (!sender.receives().equals("[SERVER] " + name + " has joined the chat.")) {
            // Others may have been quicker.
          }
          sender.socket.setSoTimeout(20_000);
          return sender;
        } catch (SocketTimeoutException lost) {
          // Then again.
        }
      }
      throw new AssertionError("no answer");
    }

    void sends(byte[] bytes) throws IOException {
      socket.send(new DatagramPacket(bytes, bytes.length, stage.datagramAddress()));
    }

    void sends(String text) throws IOException {
      sends(text.getBytes(UTF_8));
    }

    String receives() throws IOException {
      DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
      socket.receive(packet);
      return new String(packet.getData(), 0, packet.getLength(), UTF_8);
    }

    /** Receives until a text comes. */
    void awaits(String text) throws IOException {
      String received = receives();
      while (!received.equals(text)) {
        received = receives();
      }
    }

    CloseReason leaves() throws IOException {
      sends("-1");
      return reason();
    }

    CloseReason reason() {
      return stage
          .closings()
          .of(new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort()));
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  @OnEachTransport
  void row55_whatIsTooLongIsDroppedAndCounted(Carriage carriage) throws IOException {
    try (Stage stage = Stage.withDatagrams(carriage, Limits.defaults());
        Sender mallory = Sender.join(stage, "mallory")) {
      mallory.sends(new byte[0]);
      mallory.sends("mallory:0 " + "x".repeat(4086));
      stage.witnesses().see("mallory: mallory:0 " + "x".repeat(4086));
      for (int length : new int[] {4097, 4098, 65_507}) {
        mallory.sends("x".repeat(length));
        mallory.awaits("[SERVER] longer than 4096 bytes, not sent");
      }
      assertEquals(3, stage.server().metrics().messages().oversized());
      mallory.sends("mallory:1");
      stage.witnesses().see("mallory: mallory:1");
      assertEquals(CloseReason.CLIENT_QUIT, mallory.leaves());
    }
  }

  @OnEachTransport
  void row56_eachDatagramThatArrivesIsOneMessageInItsOrder(Carriage carriage) throws IOException {
    try (Stage stage = Stage.withDatagrams(carriage, Limits.defaults());
        Sender mallory = Sender.join(stage, "mallory")) {
      for (String text : List.of("one", "two", "two", "four", "three", "end")) {
        mallory.sends(text);
        mallory.awaits("mallory ~ " + text); // so nothing is lost in a full buffer
      }
      stage.witnesses().see("mallory: end");
      String heard = stage.witnesses().carol().heard();
      String said = String.join(" ", heard.lines().filter(l -> l.startsWith("mallory: ")).toList());
      assertEquals(
          "mallory: one mallory: two mallory: two mallory: four mallory: three mallory: end", said);
      assertEquals(CloseReason.CLIENT_QUIT, mallory.leaves());
      mallory.sends("-1"); // late: now it is the first datagram of somebody who is not there
      assertEquals(CloseReason.CLIENT_QUIT, mallory.reason());
    }
  }

  @OnEachTransport
  void row57_aBurstLosesWhatTheKernelLosesAndNothingElse(Carriage carriage) throws IOException {
    try (Stage stage = Stage.withDatagrams(carriage, Limits.defaults());
        Sender mallory = Sender.join(stage, "mallory")) {
      for (int i = 0; i < 5000; i++) {
        mallory.sends("burst " + i);
      }
      sayUntilHeard(mallory, "over");
      stage.witnesses().see("mallory: over");
      checkAscending(stage.witnesses().carol().heard());
      assertEquals(CloseReason.CLIENT_QUIT, mallory.leaves());
    }
  }

  /** Says something until a witness was shown it: any datagram may be lost. */
  private static void sayUntilHeard(Sender sender, String text) {
    Baseline.await(
        () -> {
          try {
            sender.sends(text);
          } catch (IOException failure) {
            throw new AssertionError(failure);
          }
          return sender.stage().witnesses().carol().heard().contains(text);
        },
        () -> "it is not heard");
  }

  private static void checkAscending(String heard) {
    String start = "mallory: burst ";
    int before = -1;
    for (String line : heard.lines().filter(l -> l.startsWith(start)).toList()) {
      int number = Integer.parseInt(line.substring(start.length()));
      assertTrue(number > before, number + " after " + before);
      before = number;
    }
    assertTrue(before >= 0, "everything was lost");
  }

  @OnEachTransport
  void row58_aPeerWhosePortIsGoneStopsNobodyElse(Carriage carriage) throws IOException {
    try (Stage stage = Stage.withDatagrams(carriage, SHORT_IDLE)) {
      Sender.join(stage, "gone").socket().close();
      for (int i = 0; i < 100; i++) {
        stage.announce("unreachable " + i); // the kernel answers each with an ICMP message
      }
      try (Sender other = Sender.join(stage, "other")) {
        other.sends("other:0");
        stage.witnesses().see("other: other:0");
        assertEquals(CloseReason.CLIENT_QUIT, other.leaves());
      }
      stage.witnesses().exchangeMore(10);
    }
  }

  @OnEachTransport
  void row59_aFloodOfPeersFillsABoundedTableThatEmptiesAgain(Carriage carriage) throws IOException {
    Limits few = SHORT_IDLE.withMembers(20).withIdle(Duration.ofSeconds(2));
    List<DatagramSocket> flood = new ArrayList<>();
    try (Stage stage = Stage.withDatagrams(carriage, few);
        Sender first = Sender.join(stage, "first")) {
      for (int i = 0; i < 300; i++) {
        Sender one = Sender.to(stage);
        flood.add(one.socket());
        one.sends("flood" + i);
      }
      Baseline.await(
          () -> stage.server().closes(CloseReason.TOO_MANY) > 0, () -> "nobody was too many");
      assertTrue(stage.server().online() <= 20, "" + stage.server().online());
      first.sends("first:0");
      stage.witnesses().see("first: first:0");
      assertEquals(CloseReason.CLIENT_QUIT, first.leaves());
      Baseline.await(() -> stage.server().online() == 3, () -> "" + stage.server().users());
      flood.forEach(DatagramSocket::close);
    }
  }
}
