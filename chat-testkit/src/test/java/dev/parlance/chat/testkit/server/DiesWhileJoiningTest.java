package dev.parlance.chat.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.Closed;
import dev.parlance.chat.Listener;
import dev.parlance.chat.Message;
import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.dialect.LineDialect;
import dev.parlance.chat.dialect.ServerSide;
import dev.parlance.chat.testkit.MemoryTransport;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Row 25: a connection ends at each of the steps of joining, which a dialect is asked to carry out
 * or to show. It joins and leaves, in this order and for everybody, or does neither.
 */
@Timeout(60)
class DiesWhileJoiningTest {

  /** The name is received, the joining shown to all, and to the one who joins. */
  private static final int STEPS = 3;

  enum Death {
    BREAKS_OFF,
    HANGS_UP,
    LEAVES;

    void befall(Terminal terminal) {
      switch (this) {
        case BREAKS_OFF -> terminal.breaksOff();
        case HANGS_UP -> terminal.hangsUp();
        case LEAVES -> terminal.type("-1\n");
      }
    }
  }

  /** Counts the steps, and has something happen before one of them. */
  private static final class Steps {

    private int count;
    private int fatal = -1;
    private Runnable death = () -> {};

    /** Says before which of the next steps, counted from 0, somebody dies. */
    synchronized void dieAt(int step, Runnable how) {
      count = 0;
      fatal = step;
      death = how;
    }

    synchronized int count() {
      return count;
    }

    synchronized void step() {
      if (count++ == fatal) {
        death.run();
      }
    }

    /** Puts itself before each call of {@code of}. */
    <T> T before(Class<T> kind, T of) {
      return kind.cast(
          Proxy.newProxyInstance(
              kind.getClassLoader(),
              new Class<?>[] {kind},
              (proxy, method, arguments) -> {
                if (method.getReturnType() == void.class) {
                  step();
                }
                try {
                  Object result = method.invoke(of, arguments);
                  return result instanceof ServerSide side
                      ? before(ServerSide.class, side)
                      : result;
                } catch (InvocationTargetException thrown) {
                  throw thrown.getCause();
                }
              }));
    }
  }

  private final Steps steps = new Steps();
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final MemoryTransport transport = MemoryTransport.create();

  private ChatServer start() {
    return ChatServer.builder()
        .listen(transport, 0, steps.before(Dialect.class, new LineDialect()))
        .listener(
            new Listener() {
              @Override
              public void joined(Message.Joined joined) {
                told.add("joined");
              }

              @Override
              public void left(Message.Left left) {
                told.add("left");
              }

              @Override
              public void closed(Closed closed) {
                told.add("closed");
              }
            })
        .start();
  }

  @ParameterizedTest
  @EnumSource
  void joinsAndLeavesOrDoesNeither(Death death) throws InterruptedException {
    try (ChatServer server = start()) {
      Terminal witness = Terminal.connect(transport, server.addresses().get(0));
      witness.type("witness\n").sees("* name?\n* welcome witness (1 online)\n");
      assertEquals(Optional.of("joined"), Optional.ofNullable(told.poll(20, TimeUnit.SECONDS)));
      for (int fatal = 0; fatal < STEPS; fatal++) {
        Terminal dies = Terminal.connect(transport, server.addresses().get(0)).sees("* name?\n");
        steps.dieAt(fatal, () -> death.befall(dies));
        dies.type("ghost\n").isClosed();
        witness.sees(shown(untilClosed()));
        assertTrue(steps.count() > fatal, "it died before it could die at step " + fatal);
      }
      assertEquals(1, server.online());
      witness.breaksOff();
    }
  }

  /** What a witness is shown of what the application was told. */
  private static String shown(List<String> events) {
    if (events.equals(List.of("closed"))) {
      return "";
    }
    assertEquals(List.of("joined", "left", "closed"), events);
    return "+ ghost (2 online)\n- ghost (1 online)\n";
  }

  private List<String> untilClosed() throws InterruptedException {
    List<String> events = new ArrayList<>();
    while (!events.contains("closed")) {
      String event = told.poll(20, TimeUnit.SECONDS);
      assertTrue(event != null, "no end of it is told, but " + events);
      events.add(event);
    }
    return events;
  }
}
