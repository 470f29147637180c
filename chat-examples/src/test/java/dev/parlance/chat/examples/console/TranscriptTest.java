package dev.parlance.chat.examples.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.Message;
import dev.parlance.chat.User;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TranscriptTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
  private static final AttributedStyle BOBS = AttributedStyle.DEFAULT.foreground(131);

  private static Transcript transcript(boolean colored) {
    Transcript transcript = new Transcript(colored, TOKYO);
    transcript.self("Alice");
    return transcript;
  }

  private static Message said(String name, String text) {
    return new Message.Said(1, NOON, User.named(name), text);
  }

  @Test
  void the_time_is_that_of_the_wall() {
    assertEquals("21:00 bob: hi", transcript(true).line(said("bob", "hi")).toString());
    assertEquals(
        "┄┄┄┄┄┄┄┄┄┄┄┄ new since 21:00 ┄┄┄┄┄┄┄┄┄┄┄┄", transcript(true).unseen(NOON).toString());
  }

  @Test
  void without_times_there_are_none() {
    Transcript timeless = new Transcript(true, null);
    assertEquals("bob: hi", timeless.line(said("bob", "hi")).toString());
    assertEquals("┄┄┄┄┄┄┄┄┄┄┄┄ new ┄┄┄┄┄┄┄┄┄┄┄┄", timeless.unseen(NOON).toString());
  }

  @Test
  void a_name_has_its_color_wherever_it_is() {
    Message joined = new Message.Joined(1, NOON, User.named("bob"), 2);
    Message left = new Message.Left(1, NOON, User.named("bob"), 1);
    assertEquals(BOBS, style(transcript(true).line(said("bob", "hi")), "bob"));
    assertEquals(BOBS, style(transcript(true).line(joined), "bob"));
    assertEquals(BOBS, style(transcript(true).line(left), "bob"));
    assertEquals(AttributedStyle.DEFAULT, style(transcript(true).line(said("bob", "hi")), "hi"));
  }

  private static AttributedStyle style(AttributedString line, String word) {
    return line.styleAt(line.toString().indexOf(word));
  }

  @Test
  void ones_own_name_is_bold_and_so_is_its_mention() {
    AttributedString own = transcript(true).own(NOON, "alice", "I am alice");
    assertEquals(AttributedStyle.BOLD, style(own, "alice"));
    assertEquals(AttributedStyle.DEFAULT, own.styleAt(own.length() - 1));
    AttributedString mention = transcript(true).line(said("bob", "hi ALICE, not alices"));
    assertEquals(AttributedStyle.BOLD, style(mention, "ALICE"));
    assertEquals(AttributedStyle.DEFAULT, style(mention, "alices"));
  }

  @Test
  void without_colors_there_are_none() {
    AttributedString line = transcript(false).line(said("bob", "hi alice"));
    assertEquals(AttributedStyle.DEFAULT, style(line, "bob"));
    assertEquals(AttributedStyle.DEFAULT, style(transcript(false).unseen(NOON), "new"));
  }

  @Test
  void colors_are_shown_unless_the_option_or_the_environment_says_otherwise() {
    assertTrue(isColored(Map.of()));
    assertTrue(isColored(Map.of("NO_COLOR", "")));
    assertFalse(isColored(Map.of("NO_COLOR", "1")));
    assertFalse(isColored(Map.of(), "--no-color"));
  }

  private static boolean isColored(Map<String, String> environment, String... args) {
    @CommandLine.Command
    class Program {
      @CommandLine.Mixin private ColorOption color = new ColorOption();
    }
    Program program = new Program();
    new CommandLine(program).parseArgs(args);
    return program.color.isColored(environment);
  }
}
