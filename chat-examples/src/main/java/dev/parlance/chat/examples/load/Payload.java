package dev.parlance.chat.examples.load;

import dev.parlance.chat.dialect.Framing;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts of a load, all of one length: {@code names-talker:counter:time:xxxx|}. The time is when
 * it was due, in microseconds after the beginning, to base 36; the counter counts each talker's
 * texts from 0 on.
 *
 * <p>One reader reads what one member is told. In dialects without framing a text may come glued to
 * others or cut, so there it is found wherever it is; in all others it has to come by itself.
 */
final class Payload {

  private static final int RADIX = 36;

  /** Told of what one member reads. */
  interface Found {
    /** A text came whole. */
    void text(int talker, int counter, long micros);

    /** What came should have been a text, and is none. */
    void broken();
  }

  private final LoadPlan plan;
  private final Pattern head;
  private final Pattern form;
  private final boolean framed;
  private String rest = "";

  Payload(LoadPlan plan) {
    this.plan = plan;
    this.framed = plan.dialect().framing() != Framing.CHUNKS;
    String name = Pattern.quote(plan.names()) + "-(\\d{1,9}):";
    this.head = Pattern.compile(name);
    this.form = Pattern.compile(name + "(\\d{1,9}):([0-9a-z]{1,11}):x+\\|");
  }

  static String text(LoadPlan plan, int talker, int counter, long micros) {
    StringBuilder text = new StringBuilder(plan.size());
    text.append(plan.name(talker)).append(':').append(counter).append(':');
    text.append(Long.toString(micros, RADIX)).append(':');
    text.append("x".repeat(Math.max(1, plan.size() - text.length() - 1)));
    return text.append('|').toString();
  }

  /** Reads a text as the member was told it; {@code from} is whose it was said to be. */
  void read(String from, String text, Found found) {
    if (!framed) {
      scan(completes(text) ? text : from + ": " + text, found);
    } else if (head.matcher(text).lookingAt()) {
      Matcher matcher = form.matcher(text);
      if (matcher.matches() && isBy(from, matcher)) {
        tell(matcher, found);
      } else {
        found.broken();
      }
    }
  }

  /**
   * Whether a text goes on where the last one was cut; otherwise, what was cut off may pass for a
   * name.
   */
  private boolean completes(String text) {
    Matcher matcher = form.matcher(rest + text);
    return matcher.find() && matcher.start() < rest.length();
  }

  /** Reads what came under nobody's name: where there is no framing, perhaps the end of a text. */
  void readNotice(String text, Found found) {
    if (!framed) {
      scan(text, found);
    }
  }

  /** Members without names are known by addresses, of which another member knows nothing. */
  private boolean isBy(String from, Matcher matcher) {
    return !from.startsWith(plan.names() + "-")
        || from.equals(plan.names() + "-" + matcher.group(1));
  }

  private void scan(String text, Found found) {
    String all = rest + text;
    Matcher matcher = form.matcher(all);
    int end = 0;
    while (matcher.find()) {
      tell(matcher, found);
      end = matcher.end();
    }
    rest = all.substring(Math.max(end, all.length() - plan.size()));
  }

  private void tell(Matcher matcher, Found found) {
    int talker = Integer.parseInt(matcher.group(1));
    if (talker >= plan.talkers() || matcher.end() - matcher.start() != plan.size()) {
      found.broken();
    } else {
      int counter = Integer.parseInt(matcher.group(2));
      found.text(talker, counter, Long.parseLong(matcher.group(3), RADIX));
    }
  }
}
