package dev.parlance.chat.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parlance.chat.ChatClient;
import dev.parlance.chat.ChatServer;
import dev.parlance.chat.Listener;
import dev.parlance.chat.Message;
import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.testkit.MemoryTransport;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * How an application tests what it does with a chat: over a transport in memory, which needs no
 * port, no network and no waiting.
 */
class LobbyTest {

  /** The application: a game waits in its lobby for two players that are ready. */
  private static final class Lobby implements Listener, AutoCloseable {

    private static final int PLAYERS = 2;
    private static final int PORT = 7777;

    private final CompletableFuture<ChatServer> server = new CompletableFuture<>();
    private int ready;

    Lobby(Transport transport) {
      server.complete(ChatServer.builder().listen(transport, PORT).listener(this).start());
    }

    @Override
    public void joined(Message.Joined joined) {
      server.join().broadcast("welcome, " + joined.user() + "! say ready when you are");
    }

    @Override
    public void said(Message.Said said) {
      if (said.text().equals("ready") && ++ready == PLAYERS) {
        server.join().broadcast("the game begins");
      }
    }

    @Override
    public void close() {
      server.join().close();
    }
  }

  /** A player, who remembers what was heard. */
  private static final class Player implements AutoCloseable {

    private final BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
    private final ChatClient client;

    Player(Transport transport, String name) {
      client =
          ChatClient.builder()
              .transport(transport)
              .connect("localhost", Lobby.PORT, name, Listener.of(heard::add));
    }

    void say(String text) {
      client.send(text);
    }

    @Nullable String hears() throws InterruptedException {
      Message message = heard.poll(10, TimeUnit.SECONDS);
      return message instanceof Message.Notice notice
          ? notice.text()
          : message instanceof Message.Said said
              ? said.user() + ": " + said.text()
              : message instanceof Message.Joined joined ? "+ " + joined.user() : null;
    }

    @Override
    public void close() {
      client.close();
    }
  }

  @Test
  void the_game_begins_when_both_players_are_ready() throws InterruptedException {
    MemoryTransport memory = MemoryTransport.create();
    try (Lobby lobby = new Lobby(memory);
        Player ann = new Player(memory, "ann")) {
      assertEquals("welcome, ann! say ready when you are", ann.hears());
      try (Player ben = new Player(memory, "ben")) {
        assertEquals("+ ben", ann.hears());
        assertEquals("welcome, ben! say ready when you are", ann.hears());
        ben.say("ready");
        assertEquals("ben: ready", ann.hears());
        ann.say("ready");
        assertEquals("the game begins", ann.hears());
        assertEquals("welcome, ben! say ready when you are", ben.hears());
        assertEquals("ann: ready", ben.hears());
        assertEquals("the game begins", ben.hears());
        assertEquals(2, lobby.server.join().online());
      }
    }
  }
}
