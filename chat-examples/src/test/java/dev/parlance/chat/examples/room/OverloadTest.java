package dev.parlance.chat.examples.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.Limits;
import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.transport.nio.NioTransport;
import dev.parlance.chat.transport.socket.SocketTransport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Overload is not slowness: who talks at full speed for a minute, to more members than can be
 * served at that speed, is not read until they have caught up, and nobody is closed for it. {@link
 * BusyRoomTest} is the short form.
 */
@Tag("long")
@Timeout(600)
class OverloadTest {

  private static final int MEMBERS = 1000;
  private static final int TALKERS = 10;
  private static final int BATCH = 1000;

  /**
   * Talkers hold the room overloaded with as much on the way as fills its window, and not with all
   * that the system would take from them: that would be gigabytes for the members to receive.
   */
  private static final int WINDOW = Limits.defaults().window();

  static Stream<Transport> transports() {
    return Stream.of(NioTransport.tcp(), SocketTransport.tcp());
  }

  private final Map<Member, Integer> said = new HashMap<>();

  @ParameterizedTest
  @MethodSource("transports")
  void aMinuteAtFullSpeedClosesNobodyAndLosesNothing(Transport transport) throws Exception {
    try (ChatServer server = ChatServer.builder().listen(transport, 0).start();
        Crowd crowd = new Crowd(server::closes)) {
      for (int i = 0; i < MEMBERS; i++) {
        crowd.join(server.addresses().get(0), (i < TALKERS ? "talker" : "member") + i);
      }
      List<Member> members = crowd.members();
      List<Member> talkers = members.subList(0, TALKERS);
      Member witness = members.get(MEMBERS - 1);
      witness.keepRecord();
      crowd.serveUntil(() -> members.stream().allMatch(Member::isWelcome), "all are welcome");
      assertTrue(server.broadcast("go"));

      long start = System.nanoTime();
      while (System.nanoTime() - start < TimeUnit.MINUTES.toNanos(1)) {
        talkers.forEach(this::talkOn);
        crowd.serveUntil(
            () ->
                bytes(talkers) - witness.received() < WINDOW
                    && talkers.stream().anyMatch(Member::hasSaid),
            "somebody was heard");
      }
      crowd.serveUntil(() -> talkers.stream().allMatch(Member::hasSaid), "all was sent");
      long all = bytes(talkers);
      crowd.serveUntil(() -> witness.received() >= all, "all was said");
      assertTrue(server.broadcast("end"));
      crowd.serveUntil(() -> members.stream().allMatch(Member::hasEnded), "all heard the end");

      assertEquals(0L, server.closes().values().stream().mapToLong(Long::longValue).sum());
      assertEquals(MEMBERS, server.online());
      assertEquals(0, server.ledger().discarded());
      checkOrder(witness.record());
      for (Member member : members.subList(TALKERS, MEMBERS)) {
        assertEquals(witness.received(), member.received(), member.name());
        assertEquals(witness.sum(), member.sum(), member.name());
      }
      for (Member talker : talkers) { // which is not shown its own
        assertEquals(witness.received() - bytes(talker), talker.received(), talker.name());
      }
    }
  }

  private void talkOn(Member talker) {
    if (talker.hasSaid()) {
      int from = said.getOrDefault(talker, 0);
      talker.say(
          IntStream.range(from, from + BATCH)
              .mapToObj(OverloadTest::line)
              .collect(Collectors.joining()));
      said.put(talker, from + BATCH);
    }
  }

  private static String line(int number) {
    return String.format("%08d %s\n", number, "x".repeat(50));
  }

  private long bytes(List<Member> talkers) {
    return talkers.stream().mapToLong(this::bytes).sum();
  }

  private long bytes(Member talker) {
    String shown = talker.name() + ": " + line(0);
    return (long) said.getOrDefault(talker, 0) * shown.length();
  }

  private void checkOrder(String record) {
    Map<String, Integer> next = new HashMap<>();
    record
        .lines()
        .filter(line -> !line.startsWith("* "))
        .forEach(
            line -> {
              String talker = line.substring(0, line.indexOf(':'));
              int number = next.merge(talker, 1, Integer::sum) - 1;
              assertEquals(talker + ": " + line(number), line + "\n");
            });
    said.forEach((talker, count) -> assertEquals(count, next.get(talker.name())));
  }
}
