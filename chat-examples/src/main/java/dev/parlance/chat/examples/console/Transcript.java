package dev.parlance.chat.examples.console;

import dev.parlance.chat.Message;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/**
 * How a conversation looks: as the {@code line} dialect writes it, with the time of day before it,
 * and the names in their colours. One's own name is bold and has no colour.
 */
final class Transcript {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
  private static final AttributedStyle OWN = PLAIN.bold();
  private static final AttributedStyle ASIDE = PLAIN.faint();

  private final boolean colored;
  private final @Nullable ZoneId zone;
  private volatile @Nullable String self;

  /**
   * Says how to show.
   *
   * @param zone where the clock on the wall shows the time; null shows none
   */
  Transcript(boolean colored, @Nullable ZoneId zone) {
    this.colored = colored;
    this.zone = zone;
  }

  /** Says by what name the reader is known. */
  void self(String name) {
    self = name;
  }

  /** {@return the line for what happened} */
  AttributedString line(Message message) {
    AttributedStringBuilder line = begin(message.time());
    if (message instanceof Message.Said said) {
      said(said.user().name(), said.text(), line);
    } else if (message instanceof Message.Joined joined) {
      moved("+ ", joined.user().name(), joined.online(), line);
    } else if (message instanceof Message.Left left) {
      moved("- ", left.user().name(), left.online(), line);
    } else if (message instanceof Message.Notice notice) {
      line.styled(ASIDE, "* ").append(notice.text());
    }
    return line.toAttributedString();
  }

  /** {@return the line for what the reader said, where the server does not send it back} */
  AttributedString own(Instant time, String name, String text) {
    AttributedStringBuilder line = begin(time);
    said(name, text, line);
    return line.toAttributedString();
  }

  /** {@return a line about the conversation, that is no part of it} */
  AttributedString aside(Instant time, String text) {
    return begin(time).styled(ASIDE, text).toAttributedString();
  }

  /** {@return the rule above what the reader has not seen} */
  AttributedString unseen(Instant since) {
    ZoneId here = zone;
    String text = here == null ? " new " : " new since " + TIME.format(since.atZone(here)) + " ";
    String rule = "┄".repeat(12);
    return new AttributedString(rule + text + rule, colored ? PLAIN.foreground(130) : PLAIN);
  }

  private AttributedStringBuilder begin(Instant time) {
    ZoneId here = zone;
    AttributedStringBuilder line = new AttributedStringBuilder();
    return here == null ? line : line.styled(ASIDE, TIME.format(time.atZone(here)) + " ");
  }

  private void said(String name, String text, AttributedStringBuilder line) {
    line.styled(style(name), name).append(": ");
    String own = self;
    Matcher mention = own == null || isSelf(name) ? null : mention(own).matcher(text);
    int from = 0;
    while (mention != null && mention.find()) {
      line.append(text.substring(from, mention.start())).styled(OWN, mention.group());
      from = mention.end();
    }
    line.append(text.substring(from));
  }

  private static Pattern mention(String name) {
    return Pattern.compile(
        "(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])",
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  private void moved(String sign, String name, int online, AttributedStringBuilder line) {
    line.styled(ASIDE, sign).styled(style(name), name).styled(ASIDE, ClientLines.online(online));
  }

  private AttributedStyle style(String name) {
    if (isSelf(name)) {
      return OWN;
    }
    return colored ? PLAIN.foreground(NameColors.of(name)) : PLAIN;
  }

  private boolean isSelf(String name) {
    return name.equalsIgnoreCase(self);
  }
}
