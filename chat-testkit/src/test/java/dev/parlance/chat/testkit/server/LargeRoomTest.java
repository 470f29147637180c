package dev.parlance.chat.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.Limits;
import dev.parlance.chat.Listener;
import dev.parlance.chat.Message;
import dev.parlance.chat.dialect.NickDialect;
import dev.parlance.chat.testkit.MemoryTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What large and busy rooms are given: fewer notices, fewer writes. */
@Timeout(30)
class LargeRoomTest {

  private final MemoryTransport transport = MemoryTransport.create();
  private final Queue<Message> told = new ConcurrentLinkedQueue<>();
  private final List<ChatServer> servers = new ArrayList<>();

  @AfterEach
  void stop() {
    servers.forEach(ChatServer::close);
  }

  private ChatServer server(Limits limits) {
    ChatServer server =
        ChatServer.builder()
            .listen(transport, 0)
            .limits(limits)
            .listener(Listener.of(told::add))
            .start();
    servers.add(server);
    return server;
  }

  private Terminal join(ChatServer server, String name, int online) {
    return Terminal.connect(transport, server.addresses().get(0))
        .sees("* name?\n")
        .type(name + "\n")
        .sees("* welcome " + name + " (" + online + " online)\n");
  }

  @Test
  void joinsAndLeavesAreAnnouncedUpToTheLimit() {
    ChatServer server = server(Limits.defaults().withAnnounceUpTo(2));
    Terminal alice = join(server, "alice", 1);
    Terminal bob = join(server, "bob", 2);
    alice.sees("+ bob (2 online)\n");
    Terminal carol = join(server, "carol", 3); // not announced
    carol.type("hi\n");
    alice.sees("carol: hi\n");
    bob.sees("carol: hi\n");
    carol.type("-1\n").seesTheEnd(); // there are more than two: not announced
    alice.type("/who\n").sees("* 2 online: alice bob\n");
    bob.type("-1\n").seesTheEnd();
    alice.sees("- bob (1 online)\n");
  }

  @Test
  void theListenerIsToldOfWhatIsNotAnnounced() {
    ChatServer server = server(Limits.defaults().withAnnounceUpTo(0));
    Terminal alice = join(server, "alice", 1);
    join(server, "bob", 2).type("-1\n").seesTheEnd();
    alice.type("/who\n").sees("* 1 online: alice\n");
    server.close();
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L), told.stream().map(Message::sequence).toList());
  }

  @Test
  void whoIsNotAnnouncedIsWelcomedInADialectThatEchoes() {
    ChatServer server =
        ChatServer.builder()
            .listen(transport, 0, new NickDialect())
            .limits(Limits.defaults().withAnnounceUpTo(0))
            .start();
    servers.add(server);
    Terminal.connect(transport, server.addresses().get(0))
        .sees("NICK")
        .type("alice")
        .sees("alice joined!Connected to server!");
  }

  @Test
  void aStreamThatIsHeldArrivesWholeAndInOrder() {
    ChatServer server =
        server(Limits.defaults().withCoalesce(Duration.ofMillis(2)).withAnnounceUpTo(0));
    List<Terminal> members = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      members.add(join(server, "user" + i, i + 1));
    }
    Terminal talker = members.get(0);
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      talker.type(i + "\n");
      all.append("user0: ").append(i).append('\n');
    }
    for (Terminal member : members.subList(1, members.size())) {
      member.sees(all.toString());
    }
  }
}
