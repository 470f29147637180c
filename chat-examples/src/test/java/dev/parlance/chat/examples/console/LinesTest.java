package dev.parlance.chat.examples.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Message;
import dev.parlance.chat.User;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the log of the server and the screen of the client show. */
class LinesTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final User ALICE = User.named("alice", "127.0.0.1", 4000);
  private static final User STRANGER = User.unnamed("::1", 4001);

  private static Message said(User user, String text) {
    return new Message.Said(1, NOON, user, text);
  }

  private static List<String> both(Message message) {
    return List.of(RoomLog.line(message), client(message));
  }

  /** What a script gets, and a terminal shows where there are neither times nor colors. */
  private static String client(Message message) {
    return Printable.styled(new Transcript(false, null).line(message)).toString();
  }

  @Test
  void each_kind_of_message_has_its_form() {
    assertEquals(List.of("alice: hi", "alice: hi"), both(said(ALICE, "hi")));
    assertEquals(List.of("[::1]:4001: hi", "[::1]:4001: hi"), both(said(STRANGER, "hi")));
    assertEquals(
        List.of("alice joined (2 online)", "+ alice (2 online)"),
        both(new Message.Joined(1, NOON, ALICE, 2)));
    assertEquals(
        List.of("alice left (1 online)", "- alice (1 online)"),
        both(new Message.Left(1, NOON, ALICE, 1)));
    assertEquals(List.of("* noon", "* noon"), both(new Message.Notice(1, NOON, "noon")));
  }

  @Test
  void a_number_that_is_not_known_is_not_shown() {
    int unknown = Message.ONLINE_UNKNOWN;
    assertEquals("+ alice", client(new Message.Joined(1, NOON, ALICE, unknown)));
    assertEquals("- alice", client(new Message.Left(1, NOON, ALICE, unknown)));
  }

  @Test
  void nothing_from_afar_reaches_the_terminal_that_it_would_obey() {
    assertEquals(
        List.of("alice: a\\u001b[2J\\u009b\\u000a\\u007f", "alice: a\ufffd[2J\ufffd\ufffd\ufffd"),
        both(said(ALICE, "a\u001b[2J\u009b\n\u007f")));
    assertEquals(
        List.of("alice: \\u202egnp\\u2066\\u2028", "alice: \ufffdgnp\ufffd\ufffd"),
        both(said(ALICE, "\u202egnp\u2066\u2028")));
    assertEquals("* \ufffd", client(new Message.Notice(1, NOON, "\u0007")));
    assertEquals("\ufffd: x", client(said(User.named("\r"), "x")));
    assertEquals("\\u000d: x", RoomLog.line(said(User.named("\r"), "x")));
  }

  @Test
  void what_people_write_stays_as_it_is() {
    String text = "tab\tümläut 日本語 👨‍👩‍👧 \\n <b>";
    assertEquals(List.of("alice: " + text, "alice: " + text), both(said(ALICE, text)));
  }

  @Test
  void the_log_cuts_what_is_long_but_no_character() {
    assertEquals("alice: " + "x".repeat(400), RoomLog.line(said(ALICE, "x".repeat(400))));
    assertEquals(
        "alice: " + "x".repeat(400) + "… (1 more)", RoomLog.line(said(ALICE, "x".repeat(401))));
    assertEquals(
        "alice: " + "x".repeat(399) + "… (2 more)",
        RoomLog.line(said(ALICE, "x".repeat(399) + "😀")));
  }

  @Test
  void an_end_has_its_reason() {
    assertEquals(
        "alice disconnected: slow consumer", RoomLog.line(ALICE, CloseReason.SLOW_CONSUMER));
    assertEquals("the server ended the connection", ClientLines.ended(CloseReason.PEER_CLOSED));
    assertEquals(
        "the connection ended: line too long", ClientLines.ended(CloseReason.LINE_TOO_LONG));
  }
}
