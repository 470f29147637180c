package dev.parlance.chat.testkit.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parlance.chat.ChatClient;
import dev.parlance.chat.ChatServer;
import dev.parlance.chat.Listener;
import dev.parlance.chat.Message;
import dev.parlance.chat.testkit.MemoryTransport;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A test as an application writes it; the Javadoc of {@link MemoryTransport} shows its like. */
@Timeout(20)
final class ApplicationTest {

  @Test
  void whatIsBroadcastIsHeard() throws Exception {
    MemoryTransport transport = MemoryTransport.create();
    BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
    try (ChatServer server = ChatServer.builder().listen(transport, 7777).start();
        ChatClient alice =
            ChatClient.builder()
                .transport(transport)
                .connect("localhost", 7777, "alice", Listener.of(heard::add))) {
      server.broadcast("maintenance at noon");
      assertEquals("maintenance at noon", ((Message.Notice) heard.take()).text());
      assertEquals("alice", alice.user().name());
    }
  }

  @Test
  void networksDoNotDisturbEachOther() {
    try (ChatServer one = ChatServer.builder().listen(MemoryTransport.create(), 7777).start();
        ChatServer two = ChatServer.builder().listen(MemoryTransport.create(), 7777).start()) {
      assertEquals(one.port(), two.port());
    }
  }
}
