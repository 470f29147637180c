package dev.parlance.chat.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parlance.chat.ChatClient;
import dev.parlance.chat.ChatException;
import dev.parlance.chat.ChatServer;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Listener;
import dev.parlance.chat.Message;
import dev.parlance.chat.testkit.MemoryTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listeners that need what they listen to, and what a client tells of its end. */
@Timeout(60)
class ListenersTest {

  private final MemoryTransport memory = MemoryTransport.create();

  /** Answers everything with the same word. */
  private record Parrot(ChatClient client) implements Listener {
    @Override
    public void said(Message.Said said) {
      client.send("pieces of eight");
    }
  }

  private ChatClient.Builder client() {
    return ChatClient.builder().transport(memory);
  }

  @Test
  void aListenerIsMadeForItsClient() throws InterruptedException {
    try (ChatServer server = ChatServer.builder().listen(memory, 7777).start();
        ChatClient parrot = client().connect("localhost", 7777, "parrot", Parrot::new);
        Visitor ann = new Visitor(memory, server.port(), "ann")) {
      ann.says("hello");
      assertEquals("parrot: pieces of eight", ann.hears());
      assertEquals("parrot", parrot.user().name());
    }
  }

  @Test
  void aListenerIsMadeForItsServerAndToldFromTheBeginning() throws InterruptedException {
    CompletableFuture<ChatServer> given = new CompletableFuture<>();
    try (ChatServer server =
            ChatServer.builder()
                .listen(memory, 7777)
                .listener(
                    started -> {
                      // Somebody is there before there is a listener.
                      client().connect("localhost", 7777, "early");
                      given.complete(started);
                      return greeting(started);
                    })
                .start();
        Visitor ann = new Visitor(memory, server.port(), "ann")) {
      assertSame(server, given.join());
      String first = ann.hears();
      assertEquals("* welcome ann", first.equals("* welcome early") ? ann.hears() : first);
    }
  }

  private static Listener greeting(ChatServer server) {
    return new Listener() {
      @Override
      public void joined(Message.Joined joined) {
        server.broadcast("welcome " + joined.user());
      }
    };
  }

  @Test
  void aListenerThatCannotBeMadeLeavesNothingBehind() {
    try (ChatServer server = ChatServer.builder().listen(memory, 7777).start()) {
      List<ChatClient> made = new ArrayList<>();
      assertThrows(
          IllegalStateException.class,
          () ->
              client()
                  .connect(
                      "localhost",
                      7777,
                      "ann",
                      client -> {
                        made.add(client);
                        throw new IllegalStateException("no");
                      }));
      assertFalse(made.get(0).isOpen());
      assertEquals(0, server.online());
    }
    assertThrows(
        IllegalStateException.class,
        () ->
            ChatServer.builder()
                .listen(memory, 7777)
                .listener(
                    server -> {
                      throw new IllegalStateException("no");
                    })
                .start());
    assertThrows(ChatException.class, () -> client().connect("localhost", 7777, "ann"));
  }

  @Test
  void aClientTellsWhyItEndedAfterItsListenerWasTold() {
    List<CloseReason> told = new ArrayList<>();
    ChatServer server = ChatServer.builder().listen(memory, 7777).start();
    ChatClient ann =
        client()
            .connect(
                "localhost",
                7777,
                "ann",
                new Listener() {
                  @Override
                  public void closed(dev.parlance.chat.User user, CloseReason reason) {
                    told.add(reason);
                    throw new IllegalStateException("a listener may throw");
                  }
                });
    ChatClient ben = client().connect("localhost", 7777, "ben");
    ben.close();
    assertEquals(CloseReason.CLOSED, ben.ended().toCompletableFuture().join());
    server.close();
    assertEquals(CloseReason.PEER_CLOSED, ann.ended().toCompletableFuture().join());
    assertEquals(List.of(CloseReason.PEER_CLOSED), told);
  }
}
