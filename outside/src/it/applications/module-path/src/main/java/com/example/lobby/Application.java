package com.example.lobby;

import dev.parlance.chat.ChatClient;
import dev.parlance.chat.ChatServer;
import dev.parlance.chat.Listener;
import dev.parlance.chat.Message;
import dev.parlance.chat.transport.nio.NioTransport;
import dev.parlance.chat.transport.socket.SocketTransport;
import java.util.concurrent.CompletableFuture;

/** The README's ten lines, in a project with modules, over both transports. */
public class Application {

  public static void main(String[] args) {
    CompletableFuture<String> heard = new CompletableFuture<>();
    try (ChatServer server = ChatServer.builder()
        .listen(SocketTransport.tcp(), 0)
        .listener(new Listener() {
          @Override
          public void said(Message.Said said) {
            heard.complete(said.user() + ": " + said.text());
          }
        })
        .start()) {
      server.broadcast("the doors are open");
      ChatClient alice = ChatClient.builder().transport(NioTransport.tcp())
          .connect("localhost", server.port(), "alice", Listener.of(message -> {}));
      alice.send("hello from " + Application.class.getModule().getName());
      alice.close();
      System.out.println(heard.join());
    }
  }
}
