package dev.parlance.chat.examples.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** An outcome as people read it. */
public final class OutcomeTable {

  private static final int LABEL = 16;
  private static final int WIDTH = 80;

  private OutcomeTable() {}

  /** {@return the table, with a line feed at its end} */
  public static String of(Outcome outcome) {
    Help.ColorScheme plain = Help.defaultColorScheme(Help.Ansi.OFF);
    TextTable table =
        TextTable.forColumns(
            plain,
            new Column(LABEL, 2, Overflow.SPAN),
            new Column(WIDTH - LABEL, 0, Overflow.WRAP));
    for (String[] row : rows(outcome)) {
      table.addRowValues(row);
    }
    return table.toString();
  }

  private static List<String[]> rows(Outcome outcome) {
    List<String[]> rows = new ArrayList<>();
    rows.add(
        row(
            "load",
            "%d members, %d talkers, %s at %s",
            outcome.members(),
            outcome.talkers(),
            outcome.dialect(),
            outcome.server()));
    rows.add(
        row(
            "said",
            "%,d messages in %.1f s: %,.0f/s of %,.0f/s%s",
            outcome.said(),
            outcome.seconds(),
            outcome.said() / outcome.seconds(),
            outcome.rate(),
            outcome.unsaid() == 0
                ? ""
                : String.format(Locale.ROOT, "; %,d unsaid", outcome.unsaid())));
    rows.add(row("delivered", "%,d of %,d", outcome.delivered(), outcome.owed()));
    Flaws flaws = outcome.flaws();
    rows.add(row("missing", "%,d", flaws.missing()));
    rows.add(row("duplicate", "%,d", flaws.duplicate()));
    rows.add(row("out of order", "%,d", flaws.outOfOrder()));
    rows.add(row("broken", "%,d", flaws.broken()));
    outcome
        .ended()
        .forEach((reason, count) -> rows.add(row("ended early", "%,d: %s", count, reason)));
    if (outcome.latency().count() > 0) {
      rows.add(row("latency, ms", "%s", latency(outcome.latency())));
    }
    rows.add(row("verdict", verdict(outcome)));
    return rows;
  }

  private static String latency(Latency latency) {
    return String.format(
        Locale.ROOT,
        "p50 %.2f   p90 %.2f   p99 %.2f   p99.9 %.2f   max %.2f",
        latency.p50(),
        latency.p90(),
        latency.p99(),
        latency.p999(),
        latency.max());
  }

  private static String verdict(Outcome outcome) {
    if (!outcome.complete()) {
      return "INCOMPLETE";
    }
    return outcome.flaws().isNone(false)
        ? "complete: everybody was told everything, once and in order"
        : "as complete as a network of datagrams may be";
  }

  private static String[] row(String label, String format, Object... values) {
    return new String[] {label, String.format(Locale.ROOT, format, values)};
  }
}
