package dev.parlance.chat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parlance.chat.Limits;
import dev.parlance.chat.Metrics;
import dev.parlance.chat.dialect.LineDialect;
import dev.parlance.chat.engine.Arrivals.Arrival;
import java.net.InetAddress;
import java.util.AbstractSet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who leaves while the sessions are looked at is neither lost nor counted twice. */
class CensusTest {

  private final Party party = new Party();
  private final Map<Session, Arrival> sessions = new LinkedHashMap<>();
  private final Departed departed = new Departed(sessions);
  private final Arrivals arrivals = new Arrivals(Limits.defaults(), () -> 0);

  /** What happens when the sessions are looked at next. */
  private final Deque<Runnable> meanwhile = new ArrayDeque<>();

  private final Census census = new Census(watched(), departed, 1);

  private Set<Session> watched() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Session> iterator() {
        Runnable next = meanwhile.poll();
        if (next != null) {
          next.run();
        }
        return Set.copyOf(sessions.keySet()).iterator();
      }

      @Override
      public int size() {
        return sessions.size();
      }
    };
  }

  /** A member that has sent {@code name} and what it says, and has read all. */
  private Session member(String name) {
    Party.Seat seat = party.member(new LineDialect(), name);
    seat.writes();
    sessions.put(seat.session(), arrivals.enter(InetAddress.getLoopbackAddress(), false));
    return seat.session();
  }

  private void leaves(Session session) {
    departed.leave(session, session.cursor().taken() + 7);
  }

  @Test
  void whoLeavesDuringTheLookIsFoundAmongThoseWhoAreGone() {
    Session alice = member("alice");
    long written = alice.cursor().taken();
    meanwhile.add(() -> leaves(alice));
    assertEquals(new Metrics.Bytes("alice\n".length(), written, 7), census.sum().bytes());
  }

  @Test
  void noCountGoesBackThoughSomebodyLeavesDuringEachLook() {
    Session alice = member("alice");
    Session bob = member("bob");
    Session carol = member("carol");
    Metrics.Bytes before = census.sum().bytes();
    assertEquals("alice\nbob\ncarol\n".length(), before.received());
    meanwhile.add(() -> leaves(alice));
    meanwhile.add(() -> leaves(bob));
    meanwhile.add(() -> leaves(carol));
    Metrics.Bytes during = census.sum().bytes();
    assertEquals(before.received(), during.received());
    assertEquals(before.written(), during.written());
    assertEquals(before.written(), census.sum().bytes().written());
    assertEquals(21, census.sum().bytes().discarded());
  }

  @Test
  void whoIsOwedMostIsFoundAndWhatAllAreOwed() {
    Session alice = member("alice");
    Session bob = member("bob"); // alice has not read of bob's coming
    long ofBob = "+ bob (2 online)\n".length();
    alice.tell("you");
    bob.tell("you");
    long told = "! you\n".length();
    assertEquals(2, census.sum().members().get(0));
    assertEquals(ofBob + 2 * told, census.sum().pending());
    assertEquals(ofBob + told, census.sum().furthest());
  }
}
