package dev.parlance.chat.examples.console;

import dev.parlance.chat.ChatClient;
import dev.parlance.chat.ChatException;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Listener;
import dev.parlance.chat.Message;
import dev.parlance.chat.User;
import java.util.concurrent.CompletableFuture;

/** Goes between a console and a client: prints what happens, and says what is typed. */
final class Conversation implements Listener {

  private final ChatConsole console;
  private final CompletableFuture<CloseReason> end = new CompletableFuture<>();

  Conversation(ChatConsole console) {
    this.console = console;
  }

  /** Goes on until one side leaves; returns why it ended. */
  CloseReason hold(ChatClient client) {
    Thread typing = new Thread(() -> say(client), "chat-typing");
    typing.setDaemon(true);
    typing.start();
    return end.join();
  }

  @Override
  public void message(Message message) {
    console.print(ClientLines.of(message));
  }

  @Override
  public void closed(User user, CloseReason reason) {
    end.complete(reason);
  }

  private void say(ChatClient client) {
    try {
      String line = console.read();
      while (line != null && !line.equals("/quit") && !line.equals("-1")) {
        say(client, line);
        line = console.read();
      }
      client.close();
      end.complete(CloseReason.CLOSED);
    } catch (RuntimeException | Error failure) {
      end.completeExceptionally(failure);
    }
  }

  private void say(ChatClient client, String line) {
    try {
      if (line.startsWith("/")) {
        client.command(line);
      } else if (!line.isEmpty()) {
        client.send(line);
      }
    } catch (IllegalArgumentException | UnsupportedOperationException refused) {
      console.print("! " + refused.getMessage());
    } catch (ChatException impossible) {
      // That the connection ended is told by closed(…).
      if (client.isOpen()) {
        console.print("! " + impossible.getMessage());
      }
    }
  }
}
