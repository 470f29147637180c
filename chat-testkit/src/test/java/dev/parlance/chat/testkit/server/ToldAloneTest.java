package dev.parlance.chat.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.dialect.CountedDialect;
import dev.parlance.chat.dialect.DatagramDialect;
import dev.parlance.chat.testkit.MemoryTransport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an application tells one member, and nobody else. */
@Timeout(30)
class ToldAloneTest {

  private static final int MOST_UNREAD = 64 << 10;

  private final MemoryTransport transport = MemoryTransport.create();
  private final MemoryTransport datagrams = MemoryTransport.datagrams();
  private final Journal journal = new Journal();
  private final ChatServer server =
      ChatServer.builder()
          .listen(transport, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
          .listen(datagrams, 0, new DatagramDialect())
          .listen(transport, 0, new CountedDialect())
          .listener(journal)
          .start();

  @AfterEach
  void stop() {
    server.close();
  }

  private Terminal join(String name, int online) {
    return Terminal.connect(transport, server.addresses().get(0))
        .sees("* name?\n")
        .type(name + "\n")
        .sees("* welcome " + name + " (" + online + " online)\n");
  }

  @Test
  void whatIsLongerThanAMemberMaySayIsRefusedByItsLength() {
    Terminal alice = join("alice", 1);
    String longest = "\u00e4".repeat(2048);
    assertTrue(server.broadcast(longest));
    assertTrue(server.tell("alice", longest));
    alice.sees("* " + longest + "\n* " + longest + "\n");
    Exception tooLong =
        assertThrows(IllegalArgumentException.class, () -> server.broadcast(longest + "x"));
    assertEquals(
        "text must not be longer than 4096 bytes (Limits.line): 4097", tooLong.getMessage());
    assertThrows(IllegalArgumentException.class, () -> server.tell("alice", longest + "x"));
    server.broadcast("next");
    alice.sees("* next\n");
  }

  @Test
  void oneMemberIsToldInOrderWithTheRestAndNobodyElseIs() {
    Terminal alice = join("alice", 1);
    Terminal bob = join("Bob", 2);
    alice.sees("+ Bob (2 online)\n");
    assertTrue(server.broadcast("before"));
    assertTrue(server.tell("bOB", "psst"));
    assertTrue(server.broadcast("after"));
    bob.sees("* before\n* psst\n* after\n");
    alice.sees("* before\n* after\n");
    assertEquals(
        List.of("joined alice 1", "joined Bob 2", "notice before", "notice after"),
        journal.lines(4));
  }

  @Test
  void eachIsToldInTheWordsOfItsDialect() {
    Terminal dora = Terminal.connect(datagrams, server.addresses().get(1)).type("dora");
    dora.sees("[SERVER] dora has joined the chat.");
    assertTrue(server.tell("dora", "psst"));
    dora.sees("[SERVER] psst");
    Terminal somebody = Terminal.connect(transport, server.addresses().get(2));
    somebody.sees("> Conncted to the chat server(2 users online)\n[You] ");
    assertTrue(server.tell(server.users().get(1).name(), "psst"));
    somebody.sees("psst\n");
  }

  @Test
  void whoIsNotThereIsNotTold() {
    assertFalse(server.tell("alice", "psst"));
    Terminal alice = join("alice", 1);
    assertTrue(server.kick("alice", "bye"));
    assertFalse(server.tell("alice", "psst"));
    alice.sees("! you were removed: bye\n").seesTheEnd();
  }

  @Test
  void whoDoesNotReadIsToldNoMoreThanItsShare() {
    Terminal deaf = join("deaf", 1).looksAway();
    String text = "x".repeat(1000);
    int told = 0;
    while (told < 1 << 20 && server.tell("deaf", text)) {
      told += text.length();
    }
    assertTrue(told >= MOST_UNREAD && told < 1 << 20, "told " + told);
    deaf.breaksOff().isClosed();
  }

  @Test
  void whatIsToldIsOneLine() {
    join("alice", 1);
    assertThrows(IllegalArgumentException.class, () -> server.tell("alice", "a\nb"));
  }
}
