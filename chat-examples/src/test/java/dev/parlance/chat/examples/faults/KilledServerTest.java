package dev.parlance.chat.examples.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Row 66: a server's process is killed, and another takes its place. */
@Timeout(60)
class KilledServerTest {

  private static final List<String> NOTHING = List.of();

  @ParameterizedTest
  @ValueSource(strings = {"nio", "socket"})
  void itsMembersSeeTheEndAndTheNextStartsAtOnceAndKnowsNothing(String transport) throws Exception {
    int port;
    try (Child first = Child.start(transport);
        Chatter alice = new Chatter(first.port()).join("alice");
        Chatter bob = new Chatter(first.port()).join("bob")) {
      port = first.port();
      alice.say("hello");
      bob.hears("alice: hello");
      first.kill();
      alice.awaitEnd();
      bob.awaitEnd();
    }
    List<String> again = List.of(transport, Integer.toString(port));
    try (Child second = Child.start(NOTHING, NOTHING, again);
        Chatter alice = new Chatter(second.port()).join("alice")) {
      assertEquals("* 1 online: alice", alice.who());
      alice.say("-1");
      alice.awaitEnd();
      second.stop();
    }
  }
}
