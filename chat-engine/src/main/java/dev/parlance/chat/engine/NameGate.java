package dev.parlance.chat.engine;

import dev.parlance.chat.NamePolicy;
import dev.parlance.chat.NamePolicy.Accepted;
import dev.parlance.chat.NamePolicy.Verdict;
import dev.parlance.chat.internal.NameRule;
import dev.parlance.chat.internal.ReservedNames;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one way for a name into the room: by the application's policy, and by what every name is. */
final class NameGate {

  private static final Logger log = LoggerFactory.getLogger(NameGate.class);

  private final NamePolicy policy;
  private final Seldom failures = new Seldom();

  NameGate(NamePolicy policy) {
    this.policy = new ReservedNames(policy, NameRule.RESERVED);
  }

  /** What becomes of a name, whatever the policy does. */
  Verdict examine(String raw) {
    try {
      Verdict verdict = Objects.requireNonNull(policy.examine(raw), "the policy's verdict");
      String objection =
          verdict instanceof Accepted accepted ? NameRule.danger(accepted.name()) : null;
      return objection == null ? verdict : Verdict.refused(objection);
    } catch (RuntimeException | Error failure) {
      failures.tell(
          count ->
              log.error(
                  "a name policy threw ({} times since the last such line)",
                  count,
                  Loggable.of(failure)));
      return Verdict.refused("it could not be checked");
    }
  }

  /**
   * What a name has in common with those that count as the same, its identity first. Who is known
   * by an address is found by that.
   */
  List<String> keys(String name) {
    return examine(name) instanceof Accepted accepted
        ? accepted.keys()
        : List.of(NameRule.key(name));
  }
}
