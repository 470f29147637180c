package dev.parlance.chat.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.NamePolicy;
import dev.parlance.chat.testkit.MemoryTransport;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A name counts as refused if it is refused, and not if nobody was there any more to have it. */
@Timeout(30)
class RefusedNamesTest {

  private final MemoryTransport transport = MemoryTransport.create();
  private final AtomicReference<ChatServer> self = new AtomicReference<>();
  private final ChatServer server =
      ChatServer.builder().listen(transport, 0).names(this::examine).start();

  /** Has those be gone by the time of the verdict whose names end in "gone". */
  private NamePolicy.Verdict examine(String raw) {
    ChatServer running = self.get();
    if (running != null && raw.endsWith("gone")) {
      running.ban(InetAddress.getLoopbackAddress(), "test");
    }
    return raw.startsWith("bad")
        ? NamePolicy.Verdict.refused("it is bad")
        : NamePolicy.ascii().examine(raw);
  }

  private Terminal tries(String name) {
    self.set(server);
    return Terminal.connect(transport, server.addresses().get(0)).type(name + "\n");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"badgone", "goodgone"})
  void whoIsGoneByThenWasNotRefusedForItsName(String name) {
    tries(name).sees("* name?\n! you are banned: test\n").seesTheEnd().hangsUp().isClosed();
    while (server.metrics().connections().closed(CloseReason.BANNED) == 0) {
      Thread.onSpinWait();
    }
    assertEquals(0, server.metrics().connections().refusedNames());
  }

  @Test
  void whoIsThereWas() {
    tries("bad").sees("* name?\n! name not allowed: it is bad\n").type("good\n");
    tries("GOOD").sees("* name?\n! name taken: GOOD\n");
    assertEquals(2, server.metrics().connections().refusedNames());
  }
}
