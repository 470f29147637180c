package dev.parlance.chat.examples.console;

import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Connection;
import dev.parlance.chat.Metrics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * What a dashboard shows of a moment on so many columns and rows: exactly as many lines, none wider
 * than there are columns. Depends on nothing else.
 */
final class Screen {

  /** Rows that members get before the log gets any. */
  private static final int MEMBERS_FIRST = 4;

  private static final int MOST_BARS = 40;

  /** What a line with bars has beside them: its name, the number, and the highest. */
  private static final int BESIDE_BARS = 12 + 11 + 2 + 2 + 16;

  private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
  private static final AttributedStyle BOLD = PLAIN.bold();
  private static final AttributedStyle FAINT = PLAIN.faint();

  private final Moment moment;
  private final Metrics now;
  private final Metrics before;
  private final int width;
  private final boolean color;
  private final List<AttributedString> lines = new ArrayList<>();

  private Screen(Moment moment, int width, boolean color) {
    this.moment = moment;
    this.now = moment.now();
    this.before = moment.before();
    this.width = width;
    this.color = color;
  }

  static List<AttributedString> of(Moment moment, int width, int height, boolean color) {
    Screen screen = new Screen(moment, width, color);
    screen.title();
    screen.connections();
    screen.rates();
    screen.totals();
    screen.load();
    screen.room();
    screen.places();
    screen.closes();
    int left = Math.max(0, height - screen.lines.size() - 2);
    int shown = Math.min(screen.moment.connections().size(), left - left / 3);
    int log = Math.min(moment.log().size(), Math.max(0, left - Math.max(shown, MEMBERS_FIRST)));
    screen.members(Math.max(shown, left - log));
    screen.log(log);
    return screen.cut(height);
  }

  private List<AttributedString> cut(int height) {
    List<AttributedString> cut = new ArrayList<>();
    for (AttributedString line : lines.subList(0, Math.min(height, lines.size()))) {
      cut.add(line.columnSubSequence(0, width));
    }
    while (cut.size() < height) {
      cut.add(AttributedString.EMPTY);
    }
    return cut;
  }

  private void title() {
    String end = "up " + Amounts.time(now.uptime()) + "  q quits ";
    String start = " Parlance  " + Printable.replaced(moment.title());
    add(line().style(PLAIN.inverse()).append(between(start, end)));
  }

  /** Both, with what is between them filled; the start gives way if there is too little room. */
  private String between(String start, String end) {
    int room = Math.max(0, width - columns(end) - 1);
    return padded(start, room) + " " + end;
  }

  private void connections() {
    Metrics.Connections all = now.connections();
    AttributedStringBuilder line = label("members");
    line.styled(BOLD, Amounts.count(all.members()));
    line.append(" of ").append(Amounts.count(all.open())).append(" connections");
    line.append("   accepted ").append(Amounts.count(all.accepted()));
    line.append(" (").append(rate(m -> m.connections().accepted())).append(")");
    happened(line, "pauses", m -> m.connections().pauses());
    happened(line, "refused", m -> m.connections().refused());
    happened(line, "bad logins", m -> m.connections().refusedLogins());
    add(line);
  }

  private String rate(ToLongFunction<Metrics> count) {
    return Amounts.rate(now.perSecond(before, count));
  }

  private void rates() {
    DoubleFunction<String> bytes = rate -> Amounts.bytes(Math.round(rate)) + "/s";
    rate("messages", m -> m.messages().accepted(), Amounts::rate);
    rate("deliveries", m -> m.messages().deliveries(), Amounts::rate);
    rate("bytes out", m -> m.bytes().written(), bytes);
    rate("bytes in", m -> m.bytes().received(), bytes);
  }

  private void rate(String name, ToLongFunction<Metrics> count, DoubleFunction<String> shown) {
    List<Double> values = new ArrayList<>();
    for (int i = 1; i < moment.looks().size(); i++) {
      values.add(moment.looks().get(i).perSecond(moment.looks().get(i - 1), count));
    }
    int room = Math.max(0, Math.min(MOST_BARS, width - BESIDE_BARS));
    AttributedStringBuilder line = label(name);
    line.styled(BOLD, left(shown.apply(now.perSecond(before, count)), 11));
    line.append("  ").append(padded(Sparkline.of(values, room), room));
    line.append("  peak ").append(shown.apply(Sparkline.peak(values)));
    add(line);
  }

  private void totals() {
    Metrics.Messages all = now.messages();
    AttributedStringBuilder line = label("so far");
    line.append("said ").append(Amounts.count(all.said()));
    line.append("   joined ").append(Amounts.count(all.joins()));
    line.append("   left ").append(Amounts.count(all.leaves()));
    line.append("   notices ").append(Amounts.count(all.notices()));
    line.append("   out ").append(Amounts.bytes(now.bytes().written()));
    line.append("   in ").append(Amounts.bytes(now.bytes().received()));
    add(line);
  }

  private void load() {
    Metrics.Load load = now.load();
    AttributedStringBuilder line = label("behind");
    line.append("furthest ");
    line.styled(alarm(load.furthest()), Amounts.bytes(load.furthest()));
    line.append(" of ").append(Amounts.bytes(load.window()));
    line.append("   all ").append(Amounts.bytes(load.pending()));
    line.append("   memory ").append(Amounts.bytes(load.memory()));
    if (load.listener() > 0) {
      line.append("   listener ").append(Amounts.count(load.listener()));
    }
    add(line);
  }

  private void room() {
    Metrics.Load load = now.load();
    AttributedStringBuilder line = label("room");
    if (load.overloaded()) {
      line.styled(red(), "OVERLOADED");
    } else {
      line.append("keeps up");
    }
    line.append("   overloads ").append(Amounts.count(load.overloads()));
    line.append(" (").append(Amounts.time(load.overloadedFor())).append(")   lost");
    int begin = line.length();
    happened(line, "refused", m -> m.messages().refused());
    happened(line, "too long", m -> m.messages().oversized());
    happened(line, "dropped", m -> m.messages().dropped());
    happened(line, "missed", m -> m.messages().missed());
    add(line.length() == begin ? line.append(" nothing") : line);
  }

  /** What has never happened needs no room. */
  private void happened(AttributedStringBuilder line, String what, ToLongFunction<Metrics> count) {
    if (count.applyAsLong(now) > 0) {
      line.append("   ").append(what).append(" ");
      changing(line, count);
    }
  }

  private void places() {
    String all =
        now.connections().places().stream()
            .filter(place -> place.members() > 0)
            .map(place -> place(place.transport(), place.dialect()) + " " + place.members())
            .collect(Collectors.joining("   "));
    add(label("by place").append(all.isEmpty() ? "nobody" : Printable.replaced(all)));
  }

  private void closes() {
    String all =
        now.connections().closes().entrySet().stream()
            .filter(close -> close.getValue() > 0)
            .sorted(Map.Entry.<CloseReason, Long>comparingByValue().reversed())
            .map(close -> words(close.getKey()) + " " + Amounts.count(close.getValue()))
            .collect(Collectors.joining("   "));
    add(label("closes").append(all.isEmpty() ? "none" : all));
  }

  private void members(int rows) {
    List<Connection> all = new ArrayList<>(moment.connections());
    all.sort(Comparator.comparingLong(Connection::pending).reversed());
    int shown = Math.min(rows, all.size());
    String head =
        shown == all.size() ? "name" : "name (" + shown + " of " + Amounts.count(all.size()) + ")";
    add(row(head, "place", "for", "in", "out", "behind ▾", BOLD, BOLD));
    for (Connection one : all.subList(0, shown)) {
      add(member(one));
    }
    for (int i = shown; i < rows; i++) {
      add(line());
    }
  }

  private AttributedStringBuilder member(Connection one) {
    CloseReason ending = one.ending();
    String name = Printable.replaced(one.user().name());
    if (ending != null) {
      name += " (leaving: " + words(ending) + ")";
    } else if (!one.member()) {
      name += " (unnamed)";
    }
    return row(
        name,
        place(one.transport(), one.dialect()),
        Amounts.time(one.age()),
        Amounts.bytes(one.received()),
        Amounts.bytes(one.written()),
        Amounts.bytes(one.pending()),
        one.member() ? PLAIN : FAINT,
        alarm(one.pending()));
  }

  private AttributedStringBuilder row(
      String name,
      String place,
      String age,
      String in,
      String out,
      String behind,
      AttributedStyle style,
      AttributedStyle alarm) {
    String rest = padded(Printable.replaced(place), 16) + left(age, 9) + left(in, 9) + left(out, 9);
    return line()
        .style(style)
        .append(padded(name, Math.max(8, width - 55)))
        .append(" ")
        .append(rest)
        .style(alarm)
        .append(left(behind, 9))
        .append(" ");
  }

  private void log(int rows) {
    add(line().styled(BOLD, padded("log", width)));
    List<String> all = moment.log();
    for (String text : all.subList(all.size() - rows, all.size())) {
      add(line().append(Printable.replaced(text).replace('\t', ' ')));
    }
  }

  /** How near to being closed somebody is who is so far behind. */
  private AttributedStyle alarm(long behind) {
    long window = now.load().window();
    return behind >= window / 2 ? red() : behind >= window / 4 ? yellow() : PLAIN;
  }

  /** A count that is best left alone: it stands out when it has just grown. */
  private void changing(AttributedStringBuilder line, ToLongFunction<Metrics> count) {
    long value = count.applyAsLong(now);
    boolean grew = value > count.applyAsLong(before);
    line.styled(grew ? yellow() : PLAIN, Amounts.count(value));
  }

  private AttributedStyle red() {
    return color ? BOLD.foreground(AttributedStyle.RED) : BOLD.inverse();
  }

  private AttributedStyle yellow() {
    return color ? BOLD.foreground(AttributedStyle.YELLOW) : BOLD;
  }

  private AttributedStringBuilder label(String name) {
    return line().styled(FAINT, padded(name, 12));
  }

  private static AttributedStringBuilder line() {
    return new AttributedStringBuilder();
  }

  private void add(AttributedStringBuilder line) {
    lines.add(line.toAttributedString());
  }

  private static String place(String transport, String dialect) {
    return transport + "/" + dialect;
  }

  private static String words(CloseReason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static int columns(String text) {
    return new AttributedString(text).columnLength();
  }

  /** The text on exactly so many columns, cut or filled at its end. */
  private static String padded(String text, int columns) {
    AttributedString whole = new AttributedString(text);
    if (whole.columnLength() <= columns) {
      return text + " ".repeat(columns - whole.columnLength());
    } else if (columns <= 0) {
      return "";
    }
    String cut = whole.columnSubSequence(0, columns - 1).toString();
    return cut + " ".repeat(Math.max(0, columns - 1 - columns(cut))) + "…";
  }

  /** The text, filled at its start. */
  private static String left(String text, int columns) {
    return " ".repeat(Math.max(0, columns - columns(text))) + text;
  }
}
