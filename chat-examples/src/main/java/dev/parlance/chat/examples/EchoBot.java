package dev.parlance.chat.examples;

import dev.parlance.chat.ChatClient;
import dev.parlance.chat.Listener;
import dev.parlance.chat.Message;
import dev.parlance.chat.transport.nio.NioTransport;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** A bot that answers {@code !time} and {@code !echo something} until its server stops. */
public final class EchoBot implements Listener {

  private final ChatClient client;

  private EchoBot(ChatClient client) {
    this.client = client;
  }

  /**
   * Joins the server at port 7777 of this machine.
   *
   * @param args none
   */
  public static void main(String[] args) {
    ChatClient client =
        ChatClient.builder()
            .transport(NioTransport.tcp())
            .connect("localhost", 7777, "echo-bot", EchoBot::new);
    System.out.println("the bot has ended: " + client.ended().toCompletableFuture().join());
  }

  @Override
  public void said(Message.Said said) {
    String text = said.text();
    if (text.equals("!time")) {
      client.send("it is " + LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS));
    } else if (text.startsWith("!echo ")) {
      client.send(said.user() + " says: " + text.substring("!echo ".length()));
    }
  }
}
