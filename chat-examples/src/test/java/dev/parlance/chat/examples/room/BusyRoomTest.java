package dev.parlance.chat.examples.room;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Limits;
import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.transport.nio.NioTransport;
import dev.parlance.chat.transport.socket.SocketTransport;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** D2 to D6 of the promise, with a thousand members. */
@Timeout(180)
class BusyRoomTest {

  private static final int MEMBERS = 1000;
  private static final int TALKERS = 10;
  private static final int LINES = 10_000;

  static Stream<Transport> transports() {
    return Stream.of(NioTransport.tcp(), SocketTransport.tcp());
  }

  @ParameterizedTest
  @MethodSource("transports")
  void everyMemberGetsEveryMessageOnceAndInOneOrder(Transport transport) throws Exception {
    Limits limits = Limits.defaults().withStall(Duration.ofMinutes(2));
    try (ChatServer server = ChatServer.builder().listen(transport, 0).limits(limits).start();
        Crowd crowd = new Crowd(server::closes)) {
      InetSocketAddress address = server.addresses().get(0);
      for (int i = 0; i < MEMBERS; i++) {
        crowd.join(address, (i < TALKERS ? "talker" : "member") + i);
      }
      Member witness = crowd.members().get(MEMBERS - 1);
      witness.keepRecord();
      crowd.serveUntil(() -> allOf(crowd.members(), Member::isWelcome), "all are welcome");

      assertTrue(server.broadcast("go"));
      for (Member talker : crowd.members().subList(0, TALKERS)) {
        talker.say(lines(talker.name()));
      }
      long all = (long) TALKERS * LINES * ("talker0: " + line("talker0", 0)).length();
      crowd.serveUntil(() -> witness.received() >= all, "all was said");
      assertTrue(server.broadcast("end"));
      crowd.serveUntil(() -> allOf(crowd.members(), Member::hasEnded), "all heard the end");

      checkOrder(witness.record());
      for (Member member : crowd.members()) {
        boolean talks = member.name().startsWith("talker");
        String owed = talks ? without(member.name(), witness.record()) : witness.record();
        assertEquals(owed.length(), member.received(), member.name());
        assertEquals(talks ? sum(owed) : witness.sum(), member.sum(), member.name());
      }
      assertEquals(0L, server.closes().values().stream().mapToLong(Long::longValue).sum());
      assertEquals(0, server.ledger().pending());
      assertEquals(0, server.ledger().discarded());
    }
  }

  /** Each talker's lines are all there, in the talker's order. */
  private static void checkOrder(String record) {
    Map<String, Integer> next = new HashMap<>();
    record
        .lines()
        .filter(line -> !line.startsWith("* "))
        .forEach(
            line -> {
              String talker = line.substring(0, line.indexOf(':'));
              int number = next.merge(talker, 1, Integer::sum) - 1;
              assertEquals(talker + ": " + line(talker, number), line + "\n");
            });
    assertEquals(TALKERS, next.size());
    next.forEach((talker, count) -> assertEquals(LINES, count, talker));
  }

  private static String lines(String talker) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < LINES; i++) {
      lines.append(line(talker, i));
    }
    return lines.toString();
  }

  private static String line(String talker, int number) {
    return String.format("%s says %06d %s\n", talker, number, "x".repeat(40));
  }

  private static String without(String talker, String record) {
    StringBuilder others = new StringBuilder();
    record.lines().filter(l -> !l.startsWith(talker + ":")).forEach(l -> others.append(l + "\n"));
    return others.toString();
  }

  private static long sum(String text) {
    CRC32 sum = new CRC32();
    sum.update(text.getBytes(US_ASCII));
    return sum.getValue();
  }

  @ParameterizedTest
  @MethodSource("transports")
  void whoStopsReadingIsClosedAndNobodyElseNotices(Transport transport) throws Exception {
    int deaf = 100;
    Limits limits = Limits.defaults().withWindow(4 << 20);
    List<SocketChannel> stalled = new ArrayList<>();
    try (ChatServer server = ChatServer.builder().listen(transport, 0).limits(limits).start();
        Crowd crowd = new Crowd(server::closes)) {
      InetSocketAddress address = server.addresses().get(0);
      for (int i = 0; i < 5; i++) {
        crowd.join(address, "healthy" + i).keepRecord();
      }
      for (int i = 0; i < deaf; i++) {
        stalled.add(crowd.joinDeaf(address, "deaf" + i));
      }
      crowd.serveUntil(() -> server.online() == deaf + 5, "all joined");
      assertTrue(server.broadcast("go"));

      Future<?> others =
          crowd.serveElsewhere(() -> allOf(crowd.members(), Member::hasEnded), "all heard the end");
      int number = 0;
      while (server.closes(CloseReason.SLOW_CONSUMER) < deaf && number < 10_000_000) {
        // The stalled members never read: a broadcast that waited for one would never return.
        if (server.broadcast("number " + number + " " + "y".repeat(500))) {
          number++;
        } else {
          Thread.onSpinWait();
        }
      }
      while (!server.broadcast("end")) {
        Thread.onSpinWait();
      }
      others.get(2, TimeUnit.MINUTES);

      assertEquals(deaf, server.closes(CloseReason.SLOW_CONSUMER));
      assertEquals(5, server.online());
      for (Member member : crowd.members()) {
        checkNumbers(member.record(), number);
      }
    } finally {
      for (SocketChannel channel : stalled) {
        channel.close();
      }
    }
  }

  private static void checkNumbers(String record, int count) {
    List<String> numbers = record.lines().filter(line -> line.startsWith("* number ")).toList();
    assertEquals(count, numbers.size());
    for (int i = 0; i < count; i++) {
      assertTrue(numbers.get(i).startsWith("* number " + i + " "), numbers.get(i));
    }
  }

  private static boolean allOf(List<Member> members, Predicate<Member> fact) {
    return members.stream().allMatch(fact);
  }
}
