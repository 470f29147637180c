package dev.parlance.chat.examples;

import dev.parlance.chat.ChatClient;
import dev.parlance.chat.ChatException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a client in a room: it joins, and joins again whenever its connection has ended or none
 * came about, first soon and then less and less often.
 *
 * <pre>{@code
 * Reconnecting bot = new Reconnecting(
 *     () -> ChatClient.builder().transport(NioTransport.tcp())
 *         .connect("chat.example.org", 7777, "bot", Bot::new));
 * bot.start();
 * }</pre>
 *
 * <p>What is said while it is away is not kept: {@link #send} tells. Neither does it hear what
 * others say meanwhile.
 */
public final class Reconnecting implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Reconnecting.class);

  private static final Duration SOON = Duration.ofMillis(100);
  private static final Duration RARELY = Duration.ofSeconds(30);

  private final Supplier<ChatClient> connecting;
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private volatile @Nullable ChatClient client;

  /**
   * Does nothing yet.
   *
   * @param connecting called whenever the client is to join, on a thread of this object; may throw
   *     a {@link ChatException}, as {@link ChatClient.Builder#connect} does, and is called again
   *     after that. Whatever else it throws is a mistake, and the end: it goes to the thread's
   *     handler for uncaught exceptions.
   */
  public Reconnecting(Supplier<ChatClient> connecting) {
    this.connecting = connecting;
  }

  /** Begins to join, and returns at once. To be called once. */
  public void start() {
    Thread thread = new Thread(this::stay, "reconnecting");
    thread.setDaemon(true);
    thread.start();
  }

  private void stay() {
    Duration pause = Duration.ZERO;
    while (!isClosedWithin(pause)) {
      long since = System.nanoTime();
      joinAndAwaitEnd();
      boolean stayed = System.nanoTime() - since > RARELY.toNanos();
      pause = stayed || pause.isZero() ? SOON : longer(pause);
    }
  }

  private void joinAndAwaitEnd() {
    try (ChatClient joined = connecting.get()) {
      client = joined;
      CompletableFuture.anyOf(joined.ended().toCompletableFuture(), closed).join();
    } catch (ChatException refused) {
      log.info("not in the room: {}", refused.getMessage());
    } finally {
      client = null;
    }
  }

  /** Twice as long, less up to a half: of many clients not all shall come at once. */
  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2).compareTo(RARELY) < 0 ? pause.multipliedBy(2) : RARELY;
    long half = twice.toNanos() / 2;
    return Duration.ofNanos(half + ThreadLocalRandom.current().nextLong(half));
  }

  private boolean isClosedWithin(Duration pause) {
    try {
      closed.get(pause.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException notYet) {
      return false;
    } catch (Exception interrupted) {
      return true; // The thread is this object's own: whoever interrupts it wants it to end.
    }
  }

  /**
   * Says {@code text}, if the client is in the room now.
   *
   * @return whether the text is on its way
   * @throws IllegalArgumentException as {@link ChatClient#send}
   */
  public boolean send(String text) {
    ChatClient here = client;
    try {
      if (here != null) {
        here.send(text);
        return true;
      }
    } catch (ChatException ended) {
      // It will be back.
    }
    return false;
  }

  /**
   * Leaves, and does not come back. A client that is just connecting leaves as soon as it has
   * joined.
   */
  @Override
  public void close() {
    closed.complete(null);
    ChatClient here = client;
    if (here != null) {
      here.close();
    }
  }
}
