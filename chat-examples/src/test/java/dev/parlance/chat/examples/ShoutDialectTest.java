package dev.parlance.chat.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parlance.chat.ChatClient;
import dev.parlance.chat.ChatServer;
import dev.parlance.chat.Listener;
import dev.parlance.chat.Message;
import dev.parlance.chat.testkit.MemoryTransport;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ShoutDialectTest {

  private final MemoryTransport memory = MemoryTransport.create();
  private final BlockingQueue<Message> heard = new LinkedBlockingQueue<>();

  private ChatClient join(String name, Listener listener) {
    return ChatClient.builder()
        .transport(memory)
        .dialect(new ShoutDialect())
        .connect("localhost", 7778, name, listener);
  }

  private Message next() throws InterruptedException {
    return Objects.requireNonNull(heard.poll(10, TimeUnit.SECONDS), "nothing more was heard");
  }

  @Test
  void bothHalvesUnderstandEachOther() throws InterruptedException {
    try (ChatServer server = ChatServer.builder().listen(memory, 7778, new ShoutDialect()).start();
        ChatClient ann = join("ann", Listener.of(heard::add))) {
      assertEquals("ann", ann.user().name());
      try (ChatClient ben = join("ben", Listener.of(message -> {}))) {
        ben.send("carl IS HERE");
      }
      server.broadcast("noon");
      assertEquals("BEN", ((Message.Joined) next()).user().name());
      assertEquals("carl IS HERE", ((Message.Said) next()).text());
      assertEquals("BEN", ((Message.Left) next()).user().name());
      assertEquals("ATTENTION: noon", ((Message.Notice) next()).text());
    }
  }
}
