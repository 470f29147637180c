package dev.parlance.chat.examples;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.Listener;
import dev.parlance.chat.Message;
import dev.parlance.chat.User;
import dev.parlance.chat.transport.nio.NioTransport;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A bot for those who run a server, inside that server: answers {@code !status} and {@code
 * !uptime}, warns the room when memory runs short, and removes members for those who are trusted:
 * {@code !kick NAME WHY}. Names prove nothing unless the server has an authenticator, so that only
 * an operator on the server's own machine is trusted here.
 */
public final class OpsBot implements Listener, AutoCloseable {

  private static final double SHORT = 0.9;
  private static final double AMPLE = 0.7;
  private static final int MEGABYTE = 1 << 20;

  private final ChatServer server;
  private final Predicate<User> trusted;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "ops-bot");
            thread.setDaemon(true);
            return thread;
          });

  private boolean warned;

  /** Works for {@code server}, and obeys those that are trusted. */
  public OpsBot(ChatServer server, Predicate<User> trusted) {
    this.server = server;
    this.trusted = trusted;
    ScheduledFuture<?> unused =
        watch.scheduleWithFixedDelay(() -> look(memoryInUse()), 10, 10, TimeUnit.SECONDS);
  }

  /**
   * Serves at port 7777 of this machine until the process is ended.
   *
   * @param args none
   * @throws InterruptedException never
   */
  public static void main(String[] args) throws InterruptedException {
    try (ChatServer server =
        ChatServer.builder()
            .listen(NioTransport.tcp(), 7777)
            .listener(started -> new OpsBot(started, OpsBot::isOperator))
            .start()) {
      System.out.println("listening on port " + server.port() + "; operators join as admin");
      new CountDownLatch(1).await();
    }
  }

  /** {@return whether somebody is called admin, and sits at this machine} */
  static boolean isOperator(User user) {
    try {
      return user.name().equals("admin") && InetAddress.getByName(user.host()).isLoopbackAddress();
    } catch (UnknownHostException notNumeric) {
      return false;
    }
  }

  @Override
  public void said(Message.Said said) {
    String[] words = said.text().split(" ", 3);
    switch (words[0]) {
      case "!status" -> server.broadcast(status());
      case "!uptime" -> server.broadcast("up for " + uptime());
      case "!kick" -> kick(said.user(), words);
      default -> {
        // People talk.
      }
    }
  }

  private void kick(User by, String[] words) {
    if (!trusted.test(by)) {
      server.broadcast(by + " is not allowed to do that");
    } else if (words.length < 2) {
      server.broadcast("!kick NAME WHY");
    } else if (!server.kick(words[1], words.length > 2 ? words[2] : "by " + by)) {
      server.broadcast("there is no " + words[1]);
    }
  }

  private String status() {
    Runtime runtime = Runtime.getRuntime();
    return String.format(
        Locale.ROOT,
        "%d online, %d connections ended, %d bytes on their way, %d of %d MB, load %.1f",
        server.online(),
        server.closes().values().stream().mapToLong(Long::longValue).sum(),
        server.ledger().pending(),
        (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE,
        runtime.maxMemory() / MEGABYTE,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static String uptime() {
    Duration up = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    return String.format(
        Locale.ROOT, "%d:%02d:%02d", up.toHours(), up.toMinutesPart(), up.toSecondsPart());
  }

  private static double memoryInUse() {
    Runtime runtime = Runtime.getRuntime();
    return (double) (runtime.totalMemory() - runtime.freeMemory()) / runtime.maxMemory();
  }

  /** Warns once, and again only after there was ample memory. */
  synchronized void look(double used) {
    if (!warned && used > SHORT) {
      warned = true;
      server.broadcast(String.format(Locale.ROOT, "memory runs short: %.0f %%", used * 100));
    } else if (warned && used < AMPLE) {
      warned = false;
      server.broadcast("there is enough memory again");
    }
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
