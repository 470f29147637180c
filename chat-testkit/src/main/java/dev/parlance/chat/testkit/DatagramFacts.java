package dev.parlance.chat.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parlance.chat.spi.Peer.Progress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What is written in one piece arrives in one piece. */
interface DatagramFacts extends Facts {

  /** What UDP over IPv4 carries at most. */
  int LONGEST = 65_507;

  @Test
  default void oneWriteIsOneDatagramAndOneReceived(Bench bench) throws Exception {
    Pair pair = bench.pair();
    pair.client().owes("one").owes("two").owes("three").link().wake();
    assertEquals("one", text(pair.server().awaitReceived()));
    assertEquals("two", text(pair.server().awaitReceived()));
    assertEquals("three", text(pair.server().awaitReceived()));
    pair.server().owes("four").owes("five").link().wake();
    assertEquals("four", text(pair.client().awaitReceived()));
    assertEquals("five", text(pair.client().awaitReceived()));
  }

  @Test
  default void aGatheringWriteIsOneDatagram(Bench bench) throws Exception {
    Pair pair = bench.pair();
    ByteBuffer[] buffers = {
      bytes("not me"), bytes("one,"), bytes(""), bytes("two"), bytes("nor me")
    };
    AtomicBoolean written = new AtomicBoolean();
    pair.server()
        .onPull(
            channel -> {
              if (!written.get()) {
                written.set(channel.write(buffers, 1, 3) == 7);
              }
              return written.get() ? Progress.IDLE : Progress.BLOCKED;
            })
        .link()
        .wake();
    assertEquals("one,two", text(pair.client().awaitReceived()));
  }

  @Test
  default void theLongestDatagramArrivesWhole(Bench bench) throws Exception {
    byte[] longest = new byte[LONGEST];
    new Random(1).nextBytes(longest);
    Pair pair = bench.pair();
    pair.client().owes(longest).link().wake();
    assertArrayEquals(longest, pair.server().awaitReceived());
    pair.server().owes(longest).link().wake();
    assertArrayEquals(longest, pair.client().awaitReceived());
  }

  @Test
  default void anEmptyDatagramHarmsNobody(Bench bench) throws Exception {
    Pair pair = bench.pair();
    pair.client().owes("").owes("x").link().wake();
    pair.server().hears("x");
    pair.server().owes("").owes("y").link().wake();
    pair.client().hears("y");
    pair.pingPong();
  }

  @Test
  default void anEmptyFirstDatagramHarmsNobody(Bench bench) throws Exception {
    Host host = bench.host();
    Pair other = host.pair();
    RecordingPeer client = bench.connect(host.binding(), new RecordingPeer().owes("").owes("x"));
    RecordingPeer server = host.next();
    server.hears("x");
    new Pair(client, server).pingPong();
    other.pingPong();
  }

  @Test
  default void moreIsAskedAgainWithoutAWake(Bench bench) throws Exception {
    Pair pair = bench.pair();
    int[] left = {20};
    pair.client()
        .onPull(
            channel -> {
              left[0] -= channel.write(bytes("x"));
              return left[0] == 0 ? Progress.IDLE : Progress.MORE;
            })
        .link()
        .wake();
    for (int i = 0; i < 20; i++) {
      assertEquals("x", text(pair.server().awaitReceived()));
    }
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
