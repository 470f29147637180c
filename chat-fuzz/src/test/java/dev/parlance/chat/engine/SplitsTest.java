package dev.parlance.chat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parlance.chat.dialect.AddressDialect;
import dev.parlance.chat.dialect.ClientSide;
import dev.parlance.chat.dialect.CountedDialect;
import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.dialect.LineDialect;
import dev.parlance.chat.dialect.RecordingGuest;
import dev.parlance.chat.dialect.RecordingHost;
import dev.parlance.chat.dialect.ServerSide;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A conversation comes to the same wherever the network cuts it. */
final class SplitsTest {

  private static final int LONGEST = 64;

  private record Frames(Consumer<ByteBuffer> frames, Runnable refused) implements Framer.Frames {

    @Override
    public void frame(ByteBuffer frame) {
      frames.accept(frame);
    }

    @Override
    public void tooLong() {
      refused.run();
    }

    @Override
    public void endless() {
      refused.run();
    }

    @Override
    public boolean wantsMore() {
      return true;
    }
  }

  static Stream<Arguments> toServers() {
    String tooLong = "x".repeat(LONGEST + 1);
    return Stream.of(
        Arguments.of(
            new LineDialect(),
            "alice\r\nhé€😀\n\n/who\n/say -1\r\n" + tooLong + "\nx\r\r\n -1\n-10\n-1",
            List.of(
                "reply * name?\n",
                "join alice",
                "say h\u00c3\u00a9\u00e2\u0082\u00ac\u00f0\u009f\u0098\u0080",
                "reply * 1 online: alice\n",
                "say -1",
                "problem too long",
                "say x\r",
                "say  -1",
                "say -10")),
        Arguments.of(
            new CountedDialect(),
            "hello\n\r\n" + tooLong + "\n-10\n -1\nhel-1",
            List.of(
                "join by address",
                "say hello",
                "say ",
                "problem too long",
                "say -10",
                "say  -1",
                "say hel-1")),
        Arguments.of(
            new CountedDialect(), "hello\n-1", List.of("join by address", "say hello", "leave")),
        Arguments.of(
            new CountedDialect(),
            "hello\r\n-1\r\n",
            List.of("join by address", "say hello", "leave")),
        Arguments.of(
            new AddressDialect(),
            "hello\n-1\r\n\n" + tooLong + "\nbye",
            List.of(
                "join by address", "say hello", "say -1", "say ", "problem too long", "say bye")));
  }

  static Stream<Arguments> toClients() {
    return Stream.of(
        Arguments.of(
            new LineDialect(),
            String.join(
                "",
                "* name?\n* welcome alice (1 online)\n+ bob (2 online)\nbob: h\u00e9\u20ac\ud83d\ude00\r\n",
                "* tea\n- bob (1 online)\n! unknown command: /x (try /help)\n"),
            List.of(
                "send alice\n",
                "accepted alice of 1",
                "joined bob of 2",
                "said bob: h\u00e9\u20ac\ud83d\ude00",
                "notice tea",
                "left bob of 1",
                "notice unknown command: /x (try /help)")),
        Arguments.of(
            new CountedDialect(),
            String.join(
                "",
                "> Conncted to the chat server(1 user online)\n[You] ",
                "> New user 127.0.0.1:5002 entered (2 users onlione)\n",
                "[127.0.0.1:5002] \ud83d\ude00\n[bob] [You] x\n",
                "< The user 127.0.0.1:5002 left (1 user online)\n"),
            List.of(
                "accepted @127.0.0.1:5001 of 1",
                "joined @127.0.0.1:5002 of 2",
                "said @127.0.0.1:5002: \ud83d\ude00",
                "said bob: [You] x",
                "left @127.0.0.1:5002 of 1")),
        Arguments.of(
            new AddressDialect(),
            String.join(
                "",
                "[127.0.0.1:5002] entered room\n\r<('127.0.0.1', 5002)> \ud83d\ude00\n",
                "Client (127.0.0.1, 5002) is offline\r<bob> Client (x) is offline\n",
                "Client (bob) is offlineClient (carol) is offlinetea\n"),
            List.of(
                "accepted @127.0.0.1:5001",
                "joined @127.0.0.1:5002",
                "said @127.0.0.1:5002: \ud83d\ude00",
                "left @127.0.0.1:5002",
                "said bob: Client (x) is offline",
                "left bob",
                "left carol",
                "notice tea")));
  }

  @ParameterizedTest
  @MethodSource("toServers")
  void toAServer(Dialect dialect, String sent, List<String> asked) {
    assertSameAtEverySplit(sent, asked, reads -> serve(dialect, reads));
  }

  @ParameterizedTest
  @MethodSource("toClients")
  void toAClient(Dialect dialect, String sent, List<String> told) {
    assertSameAtEverySplit(sent, told, reads -> hear(dialect, reads));
  }

  private static List<String> serve(Dialect dialect, List<byte[]> reads) {
    RecordingGuest guest = new RecordingGuest();
    ServerSide side = dialect.serverSide();
    Framer framer = new Framer(dialect.framing(), LONGEST, 4 * LONGEST);
    side.opened(guest);
    Frames frames =
        new Frames(frame -> side.received(frame, guest), () -> guest.problem("too long"));
    for (byte[] read : reads) {
      framer.feed(ByteBuffer.wrap(read), frames);
    }
    side.ended(framer.rest(), guest);
    return guest.asked();
  }

  private static List<String> hear(Dialect dialect, List<byte[]> reads) {
    RecordingHost host = new RecordingHost();
    ClientSide side = dialect.clientSide("alice");
    Framer framer = new Framer(side.framing(), 4096, 16_384);
    side.opened(host);
    Frames frames = new Frames(frame -> side.received(frame, host), () -> host.notice("too long"));
    for (byte[] read : reads) {
      framer.feed(ByteBuffer.wrap(read), frames);
    }
    side.ended(framer.rest(), host);
    return host.told();
  }

  /** In one read, in two and in three, cut anywhere, and byte by byte. */
  private static void assertSameAtEverySplit(
      String sent, List<String> expected, Function<List<byte[]>, List<String>> conversation) {
    byte[] all = sent.getBytes(StandardCharsets.UTF_8);
    assertEquals(expected, conversation.apply(List.of(all.clone())));
    for (int first = 0; first <= all.length; first++) {
      for (int second = first; second <= all.length; second++) {
        List<byte[]> reads = cut(all, first, second);
        int a = first;
        int b = second;
        assertEquals(expected, conversation.apply(reads), () -> "cut at " + a + " and " + b);
      }
    }
    List<byte[]> single = new ArrayList<>();
    for (byte b : all) {
      single.add(new byte[] {b});
    }
    assertEquals(expected, conversation.apply(single), "byte by byte");
  }

  private static List<byte[]> cut(byte[] all, int first, int second) {
    return Stream.of(
            Arrays.copyOfRange(all, 0, first),
            Arrays.copyOfRange(all, first, second),
            Arrays.copyOfRange(all, second, all.length))
        .filter(read -> read.length > 0)
        .toList();
  }
}
