package dev.parlance.chat.engine;

import dev.parlance.chat.CloseReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** What a server counts as it happens. Any thread adds, and any reads. */
final class Tally {

  /** Connections that came in, those included that were turned away. */
  final LongAdder accepted = new LongAdder();

  /** How often accepting had to pause. */
  final LongAdder pauses = new LongAdder();

  final LongAdder refusedNames = new LongAdder();
  final LongAdder refusedLogins = new LongAdder();

  /** Messages that were dropped as they were too long. */
  final LongAdder oversized = new LongAdder();

  /** Datagrams that were dropped as they could not be taken. */
  final LongAdder dropped = new LongAdder();

  /** Sessions that had taken all they were owed when they ended. */
  final LongAdder drained = new LongAdder();

  /** Sessions that had not. */
  final LongAdder cut = new LongAdder();

  private final Map<CloseReason, LongAdder> closes = new EnumMap<>(CloseReason.class);

  Tally() {
    for (CloseReason reason : CloseReason.values()) {
      closes.put(reason, new LongAdder());
    }
  }

  void closed(CloseReason reason) {
    counter(reason).increment();
  }

  long closes(CloseReason reason) {
    return counter(reason).sum();
  }

  /** How many connections ended for which reason, those that did not occur included. */
  Map<CloseReason, Long> closes() {
    Map<CloseReason, Long> counts = new EnumMap<>(CloseReason.class);
    closes.forEach((reason, count) -> counts.put(reason, count.sum()));
    return counts;
  }

  private LongAdder counter(CloseReason reason) {
    return Objects.requireNonNull(closes.get(reason));
  }
}
