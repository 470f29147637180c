package dev.parlance.chat.examples;

import dev.parlance.chat.ChatClient;
import dev.parlance.chat.Listener;
import dev.parlance.chat.Message;
import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.transport.nio.NioTransport;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Joins two servers, and says on each what is said on the other: {@code alice@west: hello}. When
 * one of them goes away, it tries to be back ({@link Reconnecting}); what is said meanwhile on the
 * other side is lost, and counted.
 *
 * <p>Any number of bridges may stand between any number of servers, even in a ring: what bears the
 * mark of a room ({@code …@west: }) was said there before, and is not carried back to it.
 */
public final class Bridge implements AutoCloseable {

  private final Transport transport;
  private final String name;
  private final Bank west;
  private final Bank east;
  private final AtomicLong lost = new AtomicLong();

  /**
   * Begins to join both servers, and goes on until it is closed.
   *
   * @param name by which the bridge joins them
   */
  public Bridge(
      Transport transport, String name, InetSocketAddress westEnd, InetSocketAddress eastEnd) {
    this.transport = transport;
    this.name = name;
    this.west = new Bank("west", westEnd);
    this.east = new Bank("east", eastEnd);
    west.client.start();
    east.client.start();
  }

  /**
   * Bridges two servers until the process is ended.
   *
   * @param args two ports of this machine
   * @throws InterruptedException never
   */
  public static void main(String[] args) throws InterruptedException {
    InetSocketAddress west = new InetSocketAddress("localhost", Integer.parseInt(args[0]));
    InetSocketAddress east = new InetSocketAddress("localhost", Integer.parseInt(args[1]));
    try (Bridge bridge = new Bridge(NioTransport.tcp(), "bridge", west, east)) {
      System.out.println("from " + west + " to " + east + " goes " + bridge.name);
      new CountDownLatch(1).await();
    }
  }

  /** {@return how many texts could not be said on the other side} */
  public long lost() {
    return lost.get();
  }

  /** One end: a room, and how to be in it. */
  private final class Bank {

    private final String label;
    private final Reconnecting client;

    /** What bears the mark of this room at its beginning, behind those of others or not. */
    private final Pattern beenHere;

    Bank(String label, InetSocketAddress server) {
      this.label = label;
      this.client = new Reconnecting(() -> join(server));
      this.beenHere = Pattern.compile("(\\S+@\\S+: )*\\S+@" + Pattern.quote(label) + ": .*");
    }

    private ChatClient join(InetSocketAddress server) {
      Bank other = this == west ? east : west;
      return ChatClient.builder()
          .transport(transport)
          .connect(server, name, here -> new Carrier(here, this, other));
    }

    void say(String text) {
      if (!beenHere.matcher(text).matches() && !canSend(text)) {
        lost.incrementAndGet();
      }
    }

    private boolean canSend(String text) {
      try {
        return client.send(text);
      } catch (IllegalArgumentException tooLong) {
        return false;
      }
    }
  }

  /** Carries what is said in one room to the other. */
  private record Carrier(ChatClient here, Bank from, Bank to) implements Listener {

    @Override
    public void said(Message.Said said) {
      if (!said.user().equals(here.user())) { // Where the dialect echoes, the bridge hears itself.
        to.say(said.user() + "@" + from.label + ": " + said.text());
      }
    }
  }

  /** Leaves both servers. */
  @Override
  public void close() {
    west.client.close();
    east.client.close();
  }
}
