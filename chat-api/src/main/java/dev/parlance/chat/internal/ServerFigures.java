package dev.parlance.chat.internal;

import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Connection;
import dev.parlance.chat.Ledger;
import dev.parlance.chat.Metrics;
import java.util.List;
import java.util.Map;

/** A server in numbers, made up when somebody asks. From any thread. */
public interface ServerFigures {

  /** All numbers at this moment. */
  Metrics metrics();

  /** The connections at this moment, the oldest first. */
  List<Connection> connections();

  /** How many connections ended for which reason. */
  Map<CloseReason, Long> closes();

  /** How many connections ended for this reason. */
  long closes(CloseReason reason);

  /** What was owed to all, and what became of it. */
  Ledger ledger();
}
