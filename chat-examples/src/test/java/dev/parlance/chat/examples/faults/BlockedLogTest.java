package dev.parlance.chat.examples.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.parlance.chat.ChatServer;
import dev.parlance.chat.Listener;
import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.transport.nio.NioTransport;
import dev.parlance.chat.transport.socket.SocketTransport;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * Row 46: the disk is full, or the log's sink hangs. Nothing that a peer can do is logged on a
 * thread that carries messages, except at debug level.
 */
@Timeout(60)
class BlockedLogTest {

  /** An appender that takes nothing until it is freed. */
  private static final class Stuck extends AppenderBase<ILoggingEvent> {

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch freed = new CountDownLatch(1);

    @Override
    protected void append(ILoggingEvent event) {
      reached.countDown();
      try {
        freed.await();
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
    }
  }

  static Stream<Transport> transports() {
    return Stream.of(NioTransport.tcp(), SocketTransport.tcp());
  }

  @ParameterizedTest
  @MethodSource("transports")
  void whoTalksDoesNotNotice(Transport transport) throws Exception {
    Logger root = (Logger) LoggerFactory.getLogger("dev.parlance");
    Stuck stuck = new Stuck();
    stuck.start();
    root.addAppender(stuck);
    try (ChatServer server =
            ChatServer.builder().listen(transport, 0).listener(throwing()).start();
        Chatter alice = new Chatter(server.port()).join("alice");
        Chatter bob = new Chatter(server.port()).join("bob")) {
      alice.say("the listener throws at this, and that is logged");
      bob.hears("alice: the listener throws at this, and that is logged");
      assertTrue(stuck.reached.await(20, TimeUnit.SECONDS), "nothing was logged");
      misbehave(server.port());
      for (int i = 0; i < 1000; i++) {
        alice.say("number " + i);
        bob.hears("alice: number " + i);
      }
      assertTrue(server.broadcast("still here"));
      bob.hears("* still here");
      assertEquals(2, server.online());
      stuck.freed.countDown();
    } finally {
      stuck.freed.countDown();
      root.detachAppender(stuck);
    }
  }

  private static Listener throwing() {
    return Listener.of(
        message -> {
          throw new IllegalStateException("on purpose");
        });
  }

  /** What makes a server complain, and yet not in the log. */
  private static void misbehave(int port) throws Exception {
    for (String line : new String[] {"GET / HTTP/1.1", "SSH-2.0-x", "\001", "server", "alice"}) {
      try (Chatter odd = new Chatter(port)) {
        odd.say(line);
        assertEquals("* name?", odd.next());
        assertTrue(odd.next().startsWith("! "), line);
      }
    }
    try (Chatter leaver = new Chatter(port).join("leaver")) {
      leaver.say("-1");
    }
  }
}
