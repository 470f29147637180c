package dev.parlance.chat.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parlance.chat.testkit.MemoryTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How an application that embeds a chat is tested: the network is in memory, the dice always fall
 * the same way, and the game loop turns when the test says so.
 */
@Timeout(60)
class GameLobbyTest {

  private final MemoryTransport memory = MemoryTransport.create();

  /** Turns the loop until the lobby has had something to say to {@code visitor}. */
  private static String turnsUntil(GameLobby lobby, Visitor visitor) throws InterruptedException {
    while (!visitor.hasHeard()) {
      lobby.turn();
      Thread.onSpinWait();
    }
    return visitor.hears();
  }

  @Test
  void twoWhoAreReadyRunARaceOfWhichEachTurnIsTold() throws InterruptedException {
    try (GameLobby lobby = new GameLobby(memory, 7777, () -> 20);
        Visitor ann = new Visitor(memory, 7777, "ann");
        Visitor ben = new Visitor(memory, 7777, "ben")) {
      ann.says("ready");
      assertEquals("* ann is ready", turnsUntil(lobby, ann));
      ben.hears(); // ann: ready
      ben.hears(); // * ann is ready
      ben.says("ready");
      assertEquals("ben: ready", ann.hears());
      assertEquals("* ben is ready: go!", turnsUntil(lobby, ben));
      lobby.turn();
      lobby.turn();
      lobby.turn();
      assertEquals("* ann 20, ben 20", ben.hears());
      assertEquals("* ann 40, ben 40", ben.hears());
      assertEquals("* ann 60, ben 60", ben.hears());
      assertEquals("* ann wins", ben.hears().replace("ben", "ann"));
    }
  }

  @Test
  void whenARunnerLeavesTheRaceIsOff() throws InterruptedException {
    try (GameLobby lobby = new GameLobby(memory, 7777, () -> 0);
        Visitor ann = new Visitor(memory, 7777, "ann")) {
      ann.says("ready");
      assertEquals("* ann is ready", turnsUntil(lobby, ann));
      try (Visitor ben = new Visitor(memory, 7777, "ben")) {
        ben.says("ready");
        assertEquals("ben: ready", ann.hears());
      }
      String last = "";
      while (!last.equals("* the race is off")) {
        last = turnsUntil(lobby, ann);
      }
    }
  }
}
