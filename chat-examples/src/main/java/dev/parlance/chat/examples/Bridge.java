package dev.parlance.chat.examples;

import dev.parlance.chat.ChatClient;
import dev.parlance.chat.ChatException;
import dev.parlance.chat.Listener;
import dev.parlance.chat.Message;
import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.transport.nio.NioTransport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Joins two servers, and says on each what is said on the other: {@code alice@west: hello}. When
 * one of them goes away, it tries to be back, first soon and then less and less often; what is said
 * meanwhile on the other side is lost, and counted.
 *
 * <p>Any number of bridges may stand between any number of servers, even in a ring: what bears the
 * mark of a room ({@code …@west: }) was said there before, and is not carried back to it.
 */
public final class Bridge implements AutoCloseable {

  private static final Duration SOON = Duration.ofMillis(100);
  private static final Duration RARELY = Duration.ofSeconds(30);

  private final Transport transport;
  private final String name;
  private final Bank west;
  private final Bank east;
  private final AtomicLong lost = new AtomicLong();
  private final CountDownLatch closed = new CountDownLatch(1);

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
    west.begin(east);
    east.begin(west);
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
    private final InetSocketAddress server;

    /** What bears the mark of this room at its beginning, behind those of others or not. */
    private final Pattern beenHere;

    private volatile @Nullable ChatClient client;

    Bank(String label, InetSocketAddress server) {
      this.label = label;
      this.server = server;
      this.beenHere = Pattern.compile("(\\S+@\\S+: )*\\S+@" + Pattern.quote(label) + ": .*");
    }

    void begin(Bank other) {
      Thread thread = new Thread(() -> stay(other), name + "-" + label);
      thread.setDaemon(true);
      thread.start();
    }

    /** Is in the room, again and again, until the bridge is closed. */
    private void stay(Bank other) {
      Duration pause = SOON;
      do {
        long since = System.nanoTime();
        try {
          ChatClient joined =
              ChatClient.builder()
                  .transport(transport)
                  .connect(server, name, here -> new Carrier(here, this, other));
          client = joined;
          joined.ended().toCompletableFuture().join();
        } catch (ChatException away) {
          // Neither the first nor the last time.
        }
        boolean stayed = System.nanoTime() - since > RARELY.toNanos();
        pause = stayed ? SOON : longer(pause);
      } while (!isClosedAfter(pause));
    }

    void say(String text) {
      ChatClient here = client;
      try {
        if (here == null) {
          lost.incrementAndGet();
        } else if (!beenHere.matcher(text).matches()) {
          here.send(text);
        }
      } catch (ChatException | IllegalArgumentException goneOrTooLong) {
        lost.incrementAndGet();
      }
    }

    void leave() {
      ChatClient here = client;
      if (here != null) {
        here.close();
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

  /** Twice as long, less up to a half: of many bridges not all shall come at once. */
  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2).compareTo(RARELY) < 0 ? pause.multipliedBy(2) : RARELY;
    long half = twice.toNanos() / 2;
    return Duration.ofNanos(half + ThreadLocalRandom.current().nextLong(half));
  }

  private boolean isClosedAfter(Duration pause) {
    try {
      return closed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      return true; // The thread is this bridge's own: whoever interrupts it wants it to end.
    }
  }

  /** Leaves both servers. */
  @Override
  public void close() {
    closed.countDown();
    west.leave();
    east.leave();
  }
}
