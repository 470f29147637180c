package dev.parlance.chat.engine;

import dev.parlance.chat.User;
import dev.parlance.chat.internal.NameRule;
import java.util.List;

/**
 * Who is about to become a member.
 *
 * @param keys what no other member may have in common with it, its identity first
 * @param takesOver whether who has the same identity goes
 */
record Admission(User user, List<String> keys, boolean takesOver) {

  /** Somebody with a name, or known by its address. */
  static Admission of(User user, List<String> keys) {
    return new Admission(user, keys, false);
  }

  static Admission byAddress(User user) {
    return of(user, List.of(NameRule.key(user.name())));
  }

  String identity() {
    return keys.get(0);
  }
}
