package dev.parlance.chat.internal;

import dev.parlance.chat.NamePolicy;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A policy that keeps some names from everybody, and what counts as the same as one of them. */
public final class ReservedNames implements NamePolicy {

  private final NamePolicy policy;
  private final Set<String> keys = new HashSet<>();

  /** Keeps those of {@code names} that {@code policy} would allow at all. */
  public ReservedNames(NamePolicy policy, List<String> names) {
    this.policy = policy;
    for (String name : names) {
      try {
        if (policy.examine(name) instanceof Accepted accepted) {
          keys.addAll(accepted.keys());
        }
      } catch (RuntimeException failure) {
        // A policy that throws at a name refuses it.
      }
    }
  }

  @Override
  public Verdict examine(String raw) {
    Verdict verdict = policy.examine(raw);
    return verdict instanceof Accepted accepted && !Collections.disjoint(keys, accepted.keys())
        ? Verdict.refused("it is reserved")
        : verdict;
  }
}
