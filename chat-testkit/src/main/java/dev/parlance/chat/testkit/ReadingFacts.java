package dev.parlance.chat.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.parlance.chat.spi.Peer.Progress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is written arrives, whole and in order. */
interface ReadingFacts extends Facts {

  @Test
  default void bytesArriveInOrderHoweverTheyAreSplit(Bench bench) throws Exception {
    long size = 1 << 20;
    Pair pair = bench.pair();
    FlowReader atServer = new FlowReader();
    FlowReader atClient = new FlowReader();
    pair.server().onReceived(atServer).onPull(new FlowWriter(17, size, Progress.IDLE));
    pair.client().onReceived(atClient).onPull(new FlowWriter(18, size, Progress.IDLE));
    pair.server().link().wake();
    pair.client().link().wake();
    pair.server().await("a mebibyte", () -> atServer.count() >= size);
    pair.client().await("a mebibyte", () -> atClient.count() >= size);
    atServer.assertRead(size);
    atClient.assertRead(size);
  }

  @Test
  default void aGatheringWriteKeepsTheOrderOfItsBuffers(Bench bench) throws Exception {
    Pair pair = bench.pair();
    ByteBuffer[] buffers = new ByteBuffer[26];
    for (int i = 0; i < buffers.length; i++) {
      String text = i % 5 == 3 ? "" : "<" + (char) ('a' + i) + ">";
      buffers[i] = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
    pair.client()
        .onPull(
            channel -> {
              channel.write(buffers, 1, 24);
              return buffers[24].hasRemaining() ? Progress.BLOCKED : Progress.IDLE;
            })
        .link()
        .wake();
    pair.server().hears("<b><c><e><f><g><h><j><k><l><m><o><p><q><r><t><u><v><w><y>");
    assertArrayEquals(
        new int[] {3, 3}, new int[] {buffers[0].remaining(), buffers[25].remaining()});
  }

  @Test
  default void aDirectBufferIsWrittenLikeAnyOther(Bench bench) throws Exception {
    Pair pair = bench.pair();
    ByteBuffer direct = ByteBuffer.allocateDirect(5).put("abcde".getBytes(StandardCharsets.UTF_8));
    direct.flip().position(1).limit(4);
    pair.client()
        .onPull(
            channel -> {
              channel.write(direct);
              return direct.hasRemaining() ? Progress.BLOCKED : Progress.IDLE;
            })
        .link()
        .wake();
    pair.server().hears("bcd");
  }

  @Test
  default void moreIsAskedAgainWithoutAWake(Bench bench) throws Exception {
    Pair pair = bench.pair();
    AtomicInteger left = new AtomicInteger(1000);
    pair.client()
        .onPull(
            channel -> {
              int taken = channel.write(ByteBuffer.wrap(new byte[] {'x'}));
              return left.addAndGet(-taken) == 0 ? Progress.IDLE : Progress.MORE;
            })
        .link()
        .wake();
    pair.server().hears("x".repeat(1000));
  }

  @Test
  default void whoeverAlwaysHasMoreHoldsUpNobody(Bench bench) throws Exception {
    Host host = bench.host();
    Pair talker = host.pair();
    Pair other = host.pair();
    byte[] noise = new byte[100];
    talker.client().onReceived(input -> {});
    talker
        .server()
        .onPull(
            channel -> {
              channel.write(ByteBuffer.wrap(noise));
              return Progress.MORE;
            })
        .link()
        .wake();
    other.pingPong();
  }

  @Test
  default void callsThatExcludeEachOtherNeverOverlap(Bench bench) throws Exception {
    Host host = bench.host();
    Pair pair = host.pair();
    long size = 1 << 20;
    FlowReader atServer = new FlowReader();
    FlowReader atClient = new FlowReader();
    pair.server().onReceived(atServer).onPull(new FlowWriter(1, size, Progress.IDLE));
    pair.client().onReceived(atClient).onPull(new FlowWriter(2, size, Progress.IDLE));
    Together.run(
        4,
        thread -> {
          while (atServer.count() < size || atClient.count() < size) {
            pair.server().link().wake();
            pair.client().link().wake();
            host.binding().wake();
          }
        });
    atServer.assertRead(size);
    atClient.assertRead(size);
    // Whether calls overlapped is what the bench looks for in the end.
  }
}
