package dev.parlance.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageTest {

  private final User bob = User.named("bob");

  @Test
  void isALineForPeople() {
    Instant now = Instant.EPOCH;
    List<String> lines = new ArrayList<>();
    Listener listener = Listener.lines(lines::add);
    listener.message(new Message.Joined(1, now, bob, 2));
    listener.message(new Message.Said(2, now, bob, "hi\talice 🎉"));
    listener.message(new Message.Left(3, now, bob, 1));
    listener.message(new Message.Notice(4, now, "tea is ready"));
    listener.message(new Message.Joined(5, now, bob, Message.ONLINE_UNKNOWN));
    assertEquals(
        List.of(
            "+ bob (2 online)", "bob: hi\talice 🎉", "- bob (1 online)", "* tea is ready", "+ bob"),
        lines);
  }

  @Test
  void aLineDoesNothingToATerminal() {
    Message.Said said =
        new Message.Said(1, Instant.EPOCH, bob, "\u001b[2J\r\n\u009b\u2028\u202e\u2066\ufeff!");
    assertEquals("bob: \ufffd[2J" + "\ufffd".repeat(7) + "!", said.line());
  }
}
