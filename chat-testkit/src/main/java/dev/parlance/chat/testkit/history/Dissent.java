package dev.parlance.chat.testkit.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells, when members do not agree on what happened next, what most say and who says otherwise. */
final class Dissent {

  private static final int MOST_TOLD = 5;

  private final List<Seat> there;
  private final Map<String, Seat> byName;

  Dissent(List<Seat> there, Map<String, Seat> byName) {
    this.there = there;
    this.byName = byName;
  }

  String describe(long eventsBefore) {
    Event likely = likeliest();
    List<String> agree = new ArrayList<>();
    List<String> differ = new ArrayList<>();
    for (Seat seat : there) {
      if (!seat.isOver() && seat.next().agreesWith(likely)) {
        agree.add(seat.name() + " (its event " + seat.place() + ")");
      } else if (!isHidden(likely, seat)) {
        differ.add(dissent(seat));
      }
    }
    return "after %d events of the room, <%s> came next for %s, but %s"
        .formatted(eventsBefore, likely, some(agree, ", "), some(differ, "; "));
  }

  /** {@return whether an event is one's own, which one is not shown} */
  private boolean isHidden(Event event, Seat seat) {
    return seat == byName.get(event.who())
        && !seat.isShown(event)
        && (event.kind() != Event.Kind.LEFT || seat.isOver());
  }

  private static String some(List<String> all, String between) {
    String told = String.join(between, all.subList(0, Math.min(MOST_TOLD, all.size())));
    return all.size() <= MOST_TOLD ? told : told + " and " + (all.size() - MOST_TOLD) + " more";
  }

  /** {@return what most members were shown next} */
  private Event likeliest() {
    Map<Event, Integer> votes = new LinkedHashMap<>();
    for (Seat seat : there) {
      if (!seat.isOver()) {
        votes.merge(seat.next(), 1, Integer::sum);
      }
    }
    return votes.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }

  private static String dissent(Seat seat) {
    String which = seat.name() + " (its event " + seat.place() + ") was shown ";
    if (seat.isOver()) {
      return which + "nothing more";
    }
    boolean own = !seat.isShown(seat.next());
    return which + "<" + seat.next() + ">" + (own ? ", its own" : "");
  }
}
