package dev.parlance.chat.testkit.history;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is in the room at one point of a {@link Replay}, as far as it can be known: those who were
 * there before anybody recorded are strangers.
 */
final class Attendance {

  private final Set<String> present = new HashSet<>();

  /** How many are there whose joining nobody recorded; negative: nobody knows. */
  private long strangers;

  /** Begins anew with one member, whom the server counted as the {@code online}-th. */
  void begin(String name, long online) {
    present.clear();
    present.add(name);
    strangers = online == Event.UNKNOWN ? -1 : online - 1;
  }

  boolean isPresent(String name) {
    return present.contains(name);
  }

  /** Enters who joins or leaves; {@return what contradicts it, or null} */
  @Nullable String note(Event event) {
    return switch (event.kind()) {
      case JOINED -> join(event);
      case LEFT -> leave(event);
      case SAID ->
          strangers == 0 && !present.contains(event.who()) ? event.who() + " is not there" : null;
      case NOTICE, STOPPING -> null;
    };
  }

  private @Nullable String join(Event event) {
    return present.add(event.who()) ? count(event) : event.who() + " is there already";
  }

  private @Nullable String leave(Event event) {
    if (!present.remove(event.who())) {
      if (strangers == 0) {
        return event.who() + " is not there";
      }
      strangers--;
    }
    return count(event);
  }

  private @Nullable String count(Event event) {
    long online = present.size() + strangers;
    return strangers < 0 || event.number() == Event.UNKNOWN || event.number() == online
        ? null
        : online + " are online now";
  }
}
