package dev.parlance.chat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.parlance.chat.dialect.LineDialect;
import org.junit.jupiter.api.Test;

class StoppedRoomTest {

  @Test
  void nobodySpeaksOrJoinsAfterTheFinalNotice() {
    Party party = new Party();
    Party.Seat alice = party.member(new LineDialect(), "alice");
    Party.Seat bob = party.member(new LineDialect(), "bob");
    assertEquals("* name?\n* welcome bob (2 online)\n", bob.hears());

    party.room().stop();
    alice.sends("late\n");
    party.member(new LineDialect(), "carol");
    assertFalse(party.room().notice("late, too"));
    assertEquals("* server is shutting down\n", bob.hears());
  }
}
