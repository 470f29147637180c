package dev.parlance.chat.internal;

import dev.parlance.chat.NamePolicy;
import java.util.List;

/** The policy of a server that was given no other. */
public final class AsciiNames implements NamePolicy {

  /** There is nothing to choose. */
  public AsciiNames() {}

  @Override
  public Verdict examine(String raw) {
    String objection = NameRule.objection(raw);
    return objection == null
        ? Verdict.accepted(raw, List.of(NameRule.key(raw)))
        : Verdict.refused(objection);
  }
}
