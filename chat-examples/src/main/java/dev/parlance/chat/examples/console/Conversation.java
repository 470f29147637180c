package dev.parlance.chat.examples.console;

import dev.parlance.chat.ChatClient;
import dev.parlance.chat.ChatException;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Listener;
import dev.parlance.chat.Message;
import dev.parlance.chat.User;
import java.util.concurrent.CompletableFuture;

/** Goes between a console and a client: prints what happens, and has said what is typed. */
final class Conversation implements Listener {

  private final ChatConsole console;
  private final Transcript transcript;
  private final Roster roster;
  private final CompletableFuture<CloseReason> end = new CompletableFuture<>();

  Conversation(ChatConsole console, Transcript transcript, Roster roster) {
    this.console = console;
    this.transcript = transcript;
    this.roster = roster;
  }

  /**
   * Goes on until one side leaves; returns why it ended.
   *
   * @param echoed whether the server sends back what one says oneself
   */
  CloseReason hold(ChatClient client, boolean echoed) {
    transcript.self(client.user().name());
    roster.add(client.user().name());
    Speech speech = new Speech(client, console, transcript, roster, echoed);
    Thread typing = new Thread(() -> listen(client, speech), "chat-typing");
    typing.setDaemon(true);
    typing.start();
    return end.join();
  }

  private void listen(ChatClient client, Speech speech) {
    try {
      speech.begin();
      String line = console.read();
      while (line != null && !line.equals("/quit") && !line.equals("-1")) {
        say(client, speech, line);
        line = console.read();
      }
      client.close();
      end.complete(CloseReason.CLOSED);
    } catch (RuntimeException | Error failure) {
      end.completeExceptionally(failure);
    }
  }

  private void say(ChatClient client, Speech speech, String line) {
    try {
      speech.typed(line);
    } catch (IllegalArgumentException | UnsupportedOperationException refused) {
      console.print("! " + refused.getMessage());
    } catch (ChatException impossible) {
      // That the connection ended is told by closed(…).
      if (client.isOpen()) {
        console.print("! " + impossible.getMessage());
      }
    }
  }

  /** Who comes and goes is nothing to have missed; what is said and announced is. */
  @Override
  public void message(Message message) {
    roster.learn(message);
    if (message instanceof Message.Said || message instanceof Message.Notice) {
      console.news(transcript.line(message), transcript::unseen);
    } else {
      console.print(transcript.line(message));
    }
  }

  @Override
  public void closed(User user, CloseReason reason) {
    end.complete(reason);
  }
}
