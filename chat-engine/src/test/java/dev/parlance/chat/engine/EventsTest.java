package dev.parlance.chat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Listener;
import dev.parlance.chat.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a listener is told when more happens than it can hear of, and what it cannot break. */
@Timeout(30)
class EventsTest {

  /** A failure that fails itself as soon as it is asked what it is. */
  static final class Unspeakable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("there is no message");
    }
  }

  /** Notes what it is told, one call at a time, and none before it may. */
  private static final class Hearer implements Listener {

    private final CountDownLatch mayHear = new CountDownLatch(1);
    private final List<String> heard = new ArrayList<>();

    @Override
    public void closed(User user, CloseReason reason) {
      note(user.name());
    }

    @Override
    public void missed(long count) {
      note("missed " + count);
    }

    private void note(String what) {
      try {
        assertTrue(mayHear.await(20, TimeUnit.SECONDS));
      } catch (InterruptedException interrupted) {
        throw new AssertionError(interrupted);
      }
      heard.add(what);
    }
  }

  private final Hearer hearer = new Hearer();
  private final Events events = new Events(hearer, "test-events", () -> {});

  @AfterEach
  void end() {
    hearer.mayHear.countDown();
    events.end();
    events.awaitEnd(Duration.ofSeconds(20));
  }

  private static Consumer<Listener> closed(String name) {
    User user = User.named(name, "127.0.0.1", 1);
    return listener -> listener.closed(user, CloseReason.TOO_MANY);
  }

  @Test
  void aFloodOfRefusalsPushesNothingElseOut() {
    events.tell(closed("first"), 0);
    for (int i = 0; i < 2 * Listener.BACKLOG; i++) {
      events.tellIfFewWait(closed("refused"));
    }
    int others = Listener.BACKLOG / 2;
    for (int i = 0; i < others; i++) {
      events.tell(closed("other"), 0);
    }
    int told = events.backlog() - others; // the first is being told, or waits
    assertTrue(told <= Events.FEW, "waiting: " + told);
    end();
    long refused = hearer.heard.stream().filter("refused"::equals).count();
    long untold = 2 * Listener.BACKLOG - refused;
    assertEquals(others, hearer.heard.stream().filter("other"::equals).count());
    assertEquals(untold, events.missed());
    assertEquals(1, hearer.heard.stream().filter(("missed " + untold)::equals).count());
    assertEquals(1 + refused + others + 1, hearer.heard.size(), "told of them at once");
  }

  @Test
  void aFewRefusalsAreToldOneByOne() {
    for (int i = 0; i < 100; i++) {
      events.tellIfFewWait(closed("refused " + i));
    }
    end();
    assertEquals(100, hearer.heard.size());
    assertEquals("refused 99", hearer.heard.get(99));
    assertEquals(0, events.missed());
  }

  @Test
  void aFailureThatCannotEvenBeLoggedIsNotTheLastCall() {
    events.tell(
        listener -> {
          throw new Unspeakable();
        },
        0);
    events.tell(closed("next"), 0);
    end();
    assertEquals(List.of("next"), hearer.heard);
  }

  @Test
  void whoWasHeldBackMayFailToGoOn() {
    Events failing =
        new Events(
            hearer,
            "test-events",
            () -> {
              throw new IllegalStateException("on purpose");
            });
    for (int i = 0; i < Listener.BACKLOG / 2 + 2; i++) {
      failing.tell(closed("call"), 0);
    }
    assertTrue(failing.isBusy());
    hearer.mayHear.countDown();
    failing.end();
    failing.awaitEnd(Duration.ofSeconds(20));
    assertEquals(Listener.BACKLOG / 2 + 2, hearer.heard.size());
  }

  @Test
  void whatCannotSayWhatItIsIsShownByItsKind() {
    String shown = String.valueOf(Loggable.of(new Unspeakable()).getMessage());
    assertTrue(shown.contains("Unspeakable"), shown);
  }
}
