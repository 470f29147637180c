package dev.parlance.chat.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Limits;
import dev.parlance.chat.testkit.MemoryTransport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many connections from one address, which is the loopback address here. */
@Timeout(30)
class ArrivalsTest {

  private static final Limits LIMITS = Limits.defaults().withPerAddress(3).withUnnamedPerAddress(2);

  private final MemoryTransport transport = MemoryTransport.create();
  private final List<ChatServer> servers = new ArrayList<>();

  private ChatServer start(Limits limits) {
    ChatServer server = ChatServer.builder().listen(transport, 0).limits(limits).start();
    servers.add(server);
    return server;
  }

  @AfterEach
  void stop() {
    servers.forEach(ChatServer::close);
  }

  private Terminal connect(ChatServer server) {
    return Terminal.connect(transport, server.addresses().get(0));
  }

  private Terminal join(ChatServer server, int number) {
    return connect(server)
        .sees("* name?\n")
        .type("a" + number + "\n")
        .sees("* welcome a" + number + " (" + number + " online)\n");
  }

  @Test
  void oneTooManyOfAnAddressIsToldSoUntilAnotherHasLeft() {
    ChatServer server = start(LIMITS.withLoopbackExempt(false));
    Terminal first = join(server, 1);
    join(server, 2);
    join(server, 3);
    connect(server).sees("! too many connections from your address\n").seesTheEnd();
    first.sees("+ a2 (2 online)\n+ a3 (3 online)\n").type("-1\n").seesTheEnd().isClosed();
    while (server.closes(CloseReason.CLIENT_QUIT) == 0) {
      Thread.onSpinWait();
    }
    connect(server).sees("* name?\n");
    assertEquals(1, server.closes(CloseReason.TOO_MANY_FROM_ADDRESS));
  }

  @Test
  void oneTooManyWithoutANameIsToldSoUntilAnotherHasOne() {
    ChatServer server = start(LIMITS.withLoopbackExempt(false));
    Terminal first = connect(server).sees("* name?\n");
    connect(server).sees("* name?\n");
    connect(server)
        .sees("! too many connections without a name from your address\n")
        .seesTheEnd()
        .isClosed();
    first.type("a1\n").sees("* welcome a1 (1 online)\n");
    connect(server).sees("* name?\n");
  }

  @Test
  void thisMachineIsExempt() {
    ChatServer server = start(LIMITS);
    for (int i = 1; i <= 10; i++) {
      join(server, i);
      connect(server).sees("* name?\n");
    }
    assertEquals(10, server.online());
  }

  @Test
  void zeroIsAnyNumber() {
    ChatServer server =
        start(LIMITS.withLoopbackExempt(false).withPerAddress(0).withUnnamedPerAddress(0));
    for (int i = 1; i <= 10; i++) {
      join(server, i);
      connect(server).sees("* name?\n");
    }
    assertEquals(10, server.online());
  }
}
