package dev.parlance.chat.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.Ban;
import dev.parlance.chat.ChatServer;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Filter;
import dev.parlance.chat.Limits;
import dev.parlance.chat.dialect.DatagramDialect;
import dev.parlance.chat.testkit.MemoryTransport;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an application does with members, and with what they say. */
@Timeout(30)
class ModerationTest {

  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  private final MemoryTransport transport = MemoryTransport.create();
  private final MemoryTransport datagrams = MemoryTransport.datagrams();
  private Journal journal = new Journal();
  private final AtomicLong now = new AtomicLong();
  private final InetAddress here = InetAddress.getLoopbackAddress();
  private ChatServer server = start(builder());

  private ChatServer.Builder builder() {
    return ChatServer.builder()
        .listen(transport, 0)
        .listen(datagrams, 0, new DatagramDialect())
        .listener(journal)
        .clock(InstantSource.fixed(NOON))
        .ticker(now::get);
  }

  private static ChatServer start(ChatServer.Builder builder) {
    return builder.start();
  }

  private void filter(Filter filter) {
    server.close();
    journal = new Journal();
    server = start(builder().filter(filter).limits(Limits.defaults().withLine(64)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private Terminal connect() {
    return Terminal.connect(transport, server.addresses().get(0)).sees("* name?\n");
  }

  private Terminal join(String name, int online) {
    return connect().type(name + "\n").sees("* welcome " + name + " (" + online + " online)\n");
  }

  private void awaitCloses(CloseReason reason, long count) {
    while (server.closes(reason) < count) {
      Thread.onSpinWait();
    }
    assertEquals(count, server.closes(reason));
  }

  @Test
  void aMemberThatIsBannedIsToldWhyAndGoes() {
    Terminal alice = join("alice", 1);
    Terminal mallory = join("Mallory", 2);
    alice.sees("+ Mallory (2 online)\n");
    assertEquals(1, server.ban("mALLORY", "spam"));
    mallory.sees("! you are banned: spam\n").seesTheEnd().hangsUp().isClosed();
    alice.sees("- Mallory (1 online)\n");
    awaitCloses(CloseReason.BANNED, 1);
  }

  @Test
  void aBannedNameGetsOneLineAndNobodyElseSeesAnything() {
    Terminal alice = join("alice", 1);
    assertEquals(0, server.ban("mallory", "spam"));
    connect().type("MALLORY\n").sees("! you are banned: spam\n").seesTheEnd().hangsUp().isClosed();
    awaitCloses(CloseReason.BANNED, 1);
    Terminal bob = join("bob", 2);
    alice.sees("+ bob (2 online)\n");
    bob.type("hi\n");
    alice.sees("bob: hi\n");
  }

  @Test
  void aBanEndsAfterItsTime() {
    server.ban("mallory", "spam", Duration.ofMinutes(1));
    server.ban(here, "flood", Duration.ofHours(1));
    assertEquals(
        List.of(
            new Ban("mallory", null, "spam", NOON.plusSeconds(60)),
            new Ban(null, here, "flood", NOON.plusSeconds(3600))),
        server.bans());
    pass(Duration.ofMinutes(1));
    assertEquals(List.of(new Ban(null, here, "flood", NOON.plusSeconds(3600))), server.bans());
    pass(Duration.ofMinutes(59));
    assertEquals(List.of(), server.bans());
    join("mallory", 1);
  }

  @Test
  void aBanForGoodEndsWhenItIsLifted() {
    server.ban("mallory", "spam");
    pass(Duration.ofDays(3650));
    connect().type("mallory\n").sees("! you are banned: spam\n").seesTheEnd();
    assertTrue(server.unban("MALLORY"));
    assertFalse(server.unban("mallory"));
    join("mallory", 1);
  }

  @Test
  void aBannedAddressIsToldWhyAndNeverAsked() {
    Terminal alice = join("alice", 1);
    Terminal nobody = connect();
    assertEquals(1, server.ban(here, "flood"));
    alice.sees("! you are banned: flood\n").seesTheEnd().hangsUp().isClosed();
    nobody.sees("! you are banned: flood\n").seesTheEnd().hangsUp().isClosed();
    Terminal.connect(transport, server.addresses().get(0))
        .sees("! you are banned: flood\n")
        .seesTheEnd()
        .hangsUp()
        .isClosed();
    awaitCloses(CloseReason.BANNED, 3);
    assertTrue(server.unban(here));
    join("alice", 1);
  }

  @Test
  void nobodyIsToldADatagramsBan() {
    server.ban(here, "flood");
    Terminal.connect(datagrams, server.addresses().get(1)).type("alice").sees("");
    awaitCloses(CloseReason.BANNED, 1);
  }

  @Test
  void timesAreMoreThanZero() {
    assertThrows(IllegalArgumentException.class, () -> server.ban("a", "b", Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> server.mute("a", Duration.ofSeconds(-1)));
    assertThrows(IllegalArgumentException.class, () -> server.ban("a", "b\nc"));
  }

  @Test
  void whoIsMutedAloneIsToldSo() {
    Terminal alice = join("alice", 1);
    Terminal bob = join("bob", 2);
    alice.sees("+ bob (2 online)\n");
    assertTrue(server.mute("BOB", Duration.ofSeconds(60)));
    bob.type("one\n/who\n").sees("! you are muted, not sent\n* 2 online: alice bob\n");
    pass(Duration.ofSeconds(60));
    bob.type("two\n");
    alice.sees("bob: two\n");
  }

  @Test
  void whoIsMutedStaysSoWhenItComesBackUntilThatIsLifted() {
    Terminal alice = join("alice", 1);
    assertFalse(server.mute("bob", Duration.ofHours(1)));
    Terminal bob = join("bob", 2).type("one\n").sees("! you are muted, not sent\n");
    bob.type("-1\n").seesTheEnd().isClosed();
    alice.sees("+ bob (2 online)\n- bob (1 online)\n");
    Terminal again = join("Bob", 2).type("two\n").sees("! you are muted, not sent\n");
    assertTrue(server.unmute("bob"));
    assertFalse(server.unmute("bob"));
    again.type("three\n");
    alice.sees("+ Bob (2 online)\nBob: three\n");
  }

  @Test
  void aFilterPassesChangesOrRefuses() {
    filter(
        (user, text) ->
            switch (text) {
              case "bad" -> Filter.Verdict.refused("watch your tongue, " + user);
              case "ugly" -> Filter.Verdict.changed("pretty");
              default -> Filter.Verdict.pass();
            });
    Terminal alice = join("alice", 1);
    Terminal bob = join("bob", 2);
    bob.type("good\nbad\nugly\n").sees("! watch your tongue, bob, not sent\n");
    alice.sees("+ bob (2 online)\nbob: good\nbob: pretty\n");
    assertEquals(
        List.of("joined alice 1", "joined bob 2", "said bob: good", "said bob: pretty"),
        journal.lines(4));
  }

  @Test
  void whatAFilterMakesOfATextIsCheckedLikeAnyText() {
    filter(
        (user, text) ->
            Filter.Verdict.changed(
                switch (text) {
                  case "forged" -> "x\n+ eve (9 online)";
                  case "turned" -> "\u202eevil";
                  default -> "x".repeat(65);
                }));
    Terminal alice = join("alice", 1);
    Terminal bob = join("bob", 2);
    bob.type("forged\nturned\nlong\n")
        .sees(
            """
            ! control character U+000A is not allowed, not sent
            ! direction of writing U+202E is not allowed, not sent
            ! longer than 64 bytes, not sent
            """);
    alice.sees("+ bob (2 online)\n");
  }

  @Test
  @SuppressWarnings("NullAway") // What an application must not do.
  void aFilterThatFailsRefusesThatTextAndHarmsNobody() {
    try (LogTap log = new LogTap()) {
      filter(
          (user, text) ->
              switch (text) {
                case "throw" -> throw new IllegalStateException("x\n" + text + "\u001b[2J");
                case "error" -> throw new AssertionError(text);
                case "line" -> Filter.Verdict.refused("two\nlines");
                case "null" -> null;
                default -> Filter.Verdict.pass();
              });
      Terminal alice = join("alice", 1);
      Terminal bob = join("bob", 2);
      bob.type("throw\nerror\nline\nnull\nfine\n")
          .sees("! it could not be checked, not sent\n".repeat(4));
      alice.sees("+ bob (2 online)\nbob: fine\n");
      log.awaits("a filter failed (1 times since the last such line)");
      log.awaits("java.lang.IllegalStateException: x\\u000athrow\\u001b[2J");
      assertEquals(1, log.lines().stream().filter(l -> l.contains("a filter failed")).count());
    }
  }

  @Test
  void moderationFromAllThreadsAtOnceLeavesTheRoomInOrder() throws Exception {
    int rounds = 200;
    CountDownLatch done = new CountDownLatch(3);
    List<Runnable> doings =
        List.of(
            () -> server.ban("bob", "x"),
            () -> server.unban("bob"),
            () -> {
              server.mute("bob", Duration.ofSeconds(1));
              server.unmute("bob");
              server.bans();
            });
    for (Runnable doing : doings) {
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < rounds; i++) {
                  doing.run();
                }
                done.countDown();
              });
      thread.setDaemon(true);
      thread.start();
    }
    for (int joins = 0; done.getCount() > 0 && joins < rounds; joins++) {
      Terminal bob = connect().type("bob\n-1\n").hangsUp();
      bob.isClosed();
    }
    done.await();
    server.unban("bob");
    server.unmute("bob");
    while (server.online() > 0) {
      Thread.onSpinWait();
    }
    join("bob", 1);
  }
}
