package dev.parlance.chat.examples.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parlance.chat.Message;
import dev.parlance.chat.User;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RosterTest {

  private static final Instant NOW = Instant.EPOCH;

  private final Roster roster = new Roster();

  private void notice(String text) {
    roster.learn(new Message.Notice(1, NOW, text));
  }

  @Test
  void whoever_joins_or_speaks_is_known_until_it_leaves() {
    roster.learn(new Message.Joined(1, NOW, User.named("bob"), 2));
    roster.learn(new Message.Said(2, NOW, User.named("Alice"), "hi"));
    roster.learn(new Message.Said(3, NOW, User.named("carol"), "hi"));
    roster.learn(new Message.Left(4, NOW, User.named("BOB"), 2));
    assertEquals(List.of("Alice", "carol"), roster.names());
  }

  @Test
  void the_answer_to_who_is_learned_from() {
    notice("3 online: alice bob carol");
    assertEquals(List.of("alice", "bob", "carol"), roster.names());
  }

  @Test
  void a_long_answer_to_who_names_those_it_names() {
    notice("102 online: alice bob and 100 more");
    assertEquals(List.of("alice", "bob"), roster.names());
  }

  @Test
  void other_notices_teach_nothing() {
    notice("tea is ready");
    notice("3 online:");
    assertEquals(List.of(), roster.names());
  }

  @Test
  void a_name_that_a_terminal_would_obey_is_not_offered() {
    roster.learn(new Message.Said(1, NOW, User.named("a\u001b[2J"), "hi"));
    roster.learn(new Message.Said(2, NOW, User.named("\u202eabc"), "hi"));
    assertEquals(List.of(), roster.names());
  }
}
