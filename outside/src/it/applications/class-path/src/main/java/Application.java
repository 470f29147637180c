import dev.parlance.chat.ChatClient;
import dev.parlance.chat.ChatServer;
import dev.parlance.chat.Listener;
import dev.parlance.chat.Message;
import dev.parlance.chat.transport.nio.NioTransport;
import java.util.concurrent.CompletableFuture;

/** The README's ten lines, in a project without modules. */
public class Application {

  public static void main(String[] args) {
    CompletableFuture<String> heard = new CompletableFuture<>();
    try (ChatServer server = ChatServer.builder()
        .listen(NioTransport.tcp(), 0)
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
      alice.send("hello from the class path");
      alice.close();
      System.out.println(heard.join());
    }
  }
}
