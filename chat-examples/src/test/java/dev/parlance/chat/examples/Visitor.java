package dev.parlance.chat.examples;

import dev.parlance.chat.ChatClient;
import dev.parlance.chat.Listener;
import dev.parlance.chat.Message;
import dev.parlance.chat.spi.Transport;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A member of a room, who remembers what was said and announced. */
final class Visitor implements Listener, AutoCloseable {

  private static final long PATIENCE_SECONDS = 20;

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final ChatClient client;

  Visitor(Transport transport, int port, String name) {
    client = ChatClient.builder().transport(transport).connect("localhost", port, name, this);
  }

  Visitor says(String text) {
    client.send(text);
    return this;
  }

  /** {@return the next that was said or announced, or "nothing" when it took too long} */
  String hears() throws InterruptedException {
    String next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return next == null ? "nothing" : next;
  }

  /** {@return whether something was heard} */
  boolean hasHeard() {
    return !heard.isEmpty();
  }

  ChatClient client() {
    return client;
  }

  @Override
  public void said(Message.Said said) {
    heard.add(said.user() + ": " + said.text());
  }

  @Override
  public void notice(Message.Notice notice) {
    heard.add("* " + notice.text());
  }

  @Override
  public void close() {
    client.close();
  }
}
