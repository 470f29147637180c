package dev.parlance.chat.examples;

import dev.parlance.chat.ChatClient;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Listener;
import dev.parlance.chat.Message;
import dev.parlance.chat.User;
import dev.parlance.chat.transport.nio.NioTransport;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;

/** A bot that answers {@code !time} and {@code !echo something} until its server stops. */
public final class EchoBot implements Listener {

  private final CompletableFuture<ChatClient> client = new CompletableFuture<>();
  private final CompletableFuture<CloseReason> end = new CompletableFuture<>();

  private EchoBot() {}

  /**
   * Joins the server at port 7777 of this machine.
   *
   * @param args none
   */
  public static void main(String[] args) {
    EchoBot bot = new EchoBot();
    bot.client.complete(
        ChatClient.builder()
            .transport(NioTransport.tcp())
            .connect("localhost", 7777, "echo-bot", bot));
    System.out.println("the bot has ended: " + bot.end.join());
  }

  @Override
  public void said(Message.Said said) {
    String text = said.text();
    if (text.equals("!time")) {
      client
          .join()
          .send("it is " + LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS));
    } else if (text.startsWith("!echo ")) {
      client.join().send(said.user() + " says: " + text.substring("!echo ".length()));
    }
  }

  @Override
  public void closed(User user, CloseReason reason) {
    end.complete(reason);
  }
}
