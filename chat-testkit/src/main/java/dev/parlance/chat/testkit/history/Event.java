package dev.parlance.chat.testkit.history;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that happened in a room, as a member was shown it.
 *
 * @param kind what kind of thing it is
 * @param who whom it is about; empty for notices
 * @param number of what was said its counter, of comings and goings how many were online then;
 *     {@link #UNKNOWN} where there is none
 * @param text what was said or announced; empty for comings and goings
 */
public record Event(Kind kind, String who, long number, String text) {

  /** What kinds of things happen in a room. */
  public enum Kind {
    /** Somebody joined. */
    JOINED,
    /** Somebody said something. */
    SAID,
    /** Somebody left. */
    LEFT,
    /** The server announced something. */
    NOTICE,
    /** The server announced that it stops: nothing comes after it. */
    STOPPING
  }

  /** The number where a dialect does not tell it, or a text holds no counter. */
  public static final long UNKNOWN = -1;

  private static final Pattern PAYLOAD =
      Pattern.compile("([^\\s:]+):(\\d{1,18})( .*)?", Pattern.DOTALL);

  /** {@return that somebody joined, as the {@code online}-th member or {@link #UNKNOWN}} */
  public static Event joined(String who, long online) {
    return new Event(Kind.JOINED, who, online, "");
  }

  /**
   * {@return that somebody said {@code text}} Texts of the form {@code sender:counter}, with or
   * without a space and something more behind it, are checked for gaps.
   */
  public static Event said(String who, String text) {
    Matcher payload = PAYLOAD.matcher(text);
    long counter = payload.matches() ? Long.parseLong(payload.group(2)) : UNKNOWN;
    return new Event(Kind.SAID, who, counter, text);
  }

  /** {@return that somebody left, after which so many were online, or {@link #UNKNOWN}} */
  public static Event left(String who, long online) {
    return new Event(Kind.LEFT, who, online, "");
  }

  /** {@return that the server announced something} */
  public static Event notice(String text) {
    return new Event(Kind.NOTICE, "", UNKNOWN, text);
  }

  /** {@return that the server announced its end} */
  public static Event stopping(String text) {
    return new Event(Kind.STOPPING, "", UNKNOWN, text);
  }

  /** {@return whether the text carries the counter of another sender than is shown} */
  boolean isForged() {
    return kind == Kind.SAID && number != UNKNOWN && !text.startsWith(who + ":");
  }

  /** {@return whether both can be the same event: their numbers are, as far as they are known} */
  boolean agreesWith(Event that) {
    return kind == that.kind
        && who.equals(that.who)
        && (text.equals(that.text) || kind == Kind.STOPPING)
        && (number == that.number || number == UNKNOWN || that.number == UNKNOWN);
  }

  /** {@return the event as the {@code line} dialect shows it} */
  @Override
  public String toString() {
    String online = number == UNKNOWN ? "" : " (" + number + " online)";
    return switch (kind) {
      case JOINED -> "+ " + who + online;
      case SAID -> who + ": " + text;
      case LEFT -> "- " + who + online;
      case NOTICE, STOPPING -> "* " + text;
    };
  }
}
