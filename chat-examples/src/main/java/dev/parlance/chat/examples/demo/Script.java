package dev.parlance.chat.examples.demo;

import dev.parlance.chat.examples.console.Printable;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** The play as a person reads it: every member has a colour, wherever its name or address is. */
final class Script {

  /** Six that are told apart, of those that are readable on dark and on light. */
  private static final List<Integer> COLORS = List.of(32, 130, 133, 64, 161, 30);

  private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
  private static final AttributedStyle ASIDE = PLAIN.faint();

  private final boolean colored;

  Script(boolean colored) {
    this.colored = colored;
  }

  /** {@return what this is, in the words that there is room for} */
  AttributedString headline(int width) {
    AttributedString whole =
        headline("what each member sends → and receives ←, as it is on the wire");
    return whole.columnLength() <= width ? whole : headline("sends →, receives ←");
  }

  private static AttributedString headline(String aside) {
    return new AttributedStringBuilder()
        .styled(PLAIN.bold(), "Parlance")
        .append("  one room · six dialects · three transports · ")
        .styled(ASIDE, aside)
        .toAttributedString();
  }

  AttributedString caption(String what) {
    return new AttributedString("▸ " + what, PLAIN.bold());
  }

  /** {@return whose view it is, and where there is room how it connects} */
  AttributedString title(int slot, Actor actor, int width) {
    String dialect = " " + actor.tongue().dialect().name();
    String whole = dialect + " · " + actor.transport();
    String name = actor.identity().known();
    return new AttributedStringBuilder()
        .styled(color(slot).bold().underline(), name)
        .styled(ASIDE, name.length() + whole.length() <= width ? whole : dialect)
        .toAttributedString();
  }

  /** {@return what a member sent and received, line by line} */
  List<AttributedString> lines(int slot, List<Actor> actors) {
    Pattern names = names(actors);
    return actors.get(slot).lines().stream().map(line -> line(line, slot, names, actors)).toList();
  }

  private AttributedString line(Actor.Line line, int slot, Pattern names, List<Actor> actors) {
    AttributedStringBuilder shown = new AttributedStringBuilder();
    shown.styled(line.sent() ? color(slot).bold() : ASIDE, line.sent() ? "→ " : "← ");
    String text = line.text();
    if (text.startsWith("\r")) {
      shown.styled(ASIDE, "\\r");
      text = text.substring(1);
    }
    text = Printable.replaced(text);
    Matcher name = names.matcher(text);
    int from = 0;
    while (name.find()) {
      shown.append(text.substring(from, name.start()));
      shown.styled(color(whose(name.group(), actors)), name.group());
      from = name.end();
    }
    return shown.append(text.substring(from)).toAttributedString();
  }

  private static Pattern names(List<Actor> actors) {
    return actors.stream()
        .flatMap(actor -> actor.identity().written().stream())
        .map(Pattern::quote)
        .collect(Collectors.collectingAndThen(Collectors.joining("|"), Pattern::compile));
  }

  private static int whose(String name, List<Actor> actors) {
    return IntStream.range(0, actors.size())
        .filter(i -> actors.get(i).identity().written().contains(name))
        .findFirst()
        .orElseThrow();
  }

  private AttributedStyle color(int slot) {
    return colored ? PLAIN.foreground(COLORS.get(slot)) : PLAIN;
  }
}
