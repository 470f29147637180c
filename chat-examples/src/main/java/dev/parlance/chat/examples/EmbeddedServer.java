package dev.parlance.chat.examples;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.Listener;
import dev.parlance.chat.transport.nio.NioTransport;
import java.io.IOException;

/** A chat server inside a program of your own. Talk to it with {@code nc localhost 7777}. */
public final class EmbeddedServer {

  private EmbeddedServer() {}

  /**
   * Serves until Enter is pressed.
   *
   * @param args none
   * @throws IOException when the keyboard cannot be read
   */
  public static void main(String[] args) throws IOException {
    try (ChatServer server =
        ChatServer.builder()
            .listen(NioTransport.tcp(), 7777)
            .listener(Listener.lines(System.out::println))
            .start()) {
      System.out.println("listening on port " + server.port() + "; Enter stops");
      System.in.read();
      server.broadcast("thank you, and good night");
    }
  }
}
