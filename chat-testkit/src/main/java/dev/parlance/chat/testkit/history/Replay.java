package dev.parlance.chat.testkit.history;

import dev.parlance.chat.testkit.history.History.End;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The room, replayed from what its members were shown.
 *
 * <p>What happened next is the next event of any member that was shown it: of two members at least
 * one, as nobody is hidden but one's own. So one of two candidates has to agree with everybody, and
 * if neither does, the histories contradict each other.
 */
final class Replay {

  /** Who has been welcome in the histories, and not yet in the replay, in order, by name. */
  private final List<Seat> waiting;

  /** Who is in the room, and may still tell something. */
  private final List<Seat> there = new ArrayList<>();

  private final Map<String, Seat> byName = new HashMap<>();
  private final Map<String, Talk> talks = new HashMap<>();
  private final Attendance attendance = new Attendance();
  private long events;
  private boolean stopped;

  Replay(List<Seat> seats) {
    waiting = new ArrayList<>(seats);
  }

  void run() {
    while (!there.isEmpty() || !waiting.isEmpty()) {
      if (there.isEmpty()) {
        begin();
      } else if (!step()) {
        close();
      }
    }
  }

  /** Lets in who must have come first into a room in which nobody was there to see it. */
  private void begin() {
    Seat first =
        waiting.stream()
            .min(Comparator.comparingLong(seat -> seat.welcome().number()))
            .orElseThrow();
    if (stopped) {
      throw new AssertionError(first.name() + " was welcome after the server had stopped");
    }
    waiting.remove(first);
    attendance.begin(first.name(), first.welcome().number());
    talks.values().forEach(Talk::unheard);
    talks.put(first.name(), Talk.fromStart());
    enter(first);
  }

  private void enter(Seat seat) {
    byName.put(seat.name(), seat);
    if (!isSilent(seat)) {
      there.add(seat);
    }
    listen();
  }

  /** Replays one event; {@return whether there was one} */
  private boolean step() {
    Seat teller = teller();
    if (teller == null) {
      return false;
    }
    Event event = teller.next();
    String place = teller.name() + ", event " + teller.place();
    events++;
    Seat hidden = hiddenFrom(event);
    for (Seat seat : there) {
      if (seat != hidden) {
        seat.advance();
      }
    }
    apply(event, place);
    there.removeIf(Replay::isSilent);
    listen();
    return true;
  }

  /** {@return somebody who was shown next what happened next; null if nobody was shown any more} */
  private @Nullable Seat teller() {
    Seat one = candidate(null);
    if (one == null || agrees(one)) {
      return one;
    }
    Seat two = candidate(one);
    if (two == null || !agrees(two)) {
      throw new AssertionError(new Dissent(there, byName).describe(events));
    }
    return two;
  }

  private @Nullable Seat candidate(@Nullable Seat other) {
    for (Seat seat : there) {
      if (!seat.isOver() && seat != other) {
        return seat;
      }
    }
    return null;
  }

  /** {@return whether everybody was shown next what comes next for {@code teller}} */
  private boolean agrees(Seat teller) {
    Event event = teller.next();
    Seat hidden = hiddenFrom(event);
    if (hidden != null && event.kind() == Event.Kind.LEFT && !hidden.isOver()) {
      return false; // it has to be shown the rest before it leaves
    }
    for (Seat seat : there) {
      if (seat != hidden && !seat.agreesWith(teller, event)) {
        return false;
      }
    }
    return hidden != teller;
  }

  /** {@return who is not shown an event, because it is its own} */
  private @Nullable Seat hiddenFrom(Event event) {
    Seat author = byName.get(event.who());
    return author == null || author.isShown(event) ? null : author;
  }

  private void apply(Event event, String place) {
    String wrong = stopped ? "the server has stopped" : attendance.note(event);
    if (wrong == null) {
      wrong = consequence(event);
    }
    if (wrong != null) {
      throw new AssertionError(place + ": was shown <" + event + ">, but " + wrong);
    }
  }

  private @Nullable String consequence(Event event) {
    switch (event.kind()) {
      case SAID -> {
        return talks.computeIfAbsent(event.who(), unused -> Talk.inProgress()).note(event);
      }
      case JOINED -> {
        return joined(event);
      }
      case LEFT -> {
        return left(event);
      }
      case STOPPING -> stopped = true;
      case NOTICE -> {}
    }
    return null;
  }

  private @Nullable String joined(Event event) {
    talks.put(event.who(), Talk.fromStart());
    for (Seat seat : waiting) {
      if (seat.name().equals(event.who())) {
        waiting.remove(seat);
        enter(seat);
        return seat.welcome().agreesWith(event)
            ? null
            : seat.name() + " was shown <" + seat.welcome() + "> of itself";
      }
    }
    return null;
  }

  private @Nullable String left(Event event) {
    Talk talk = talks.remove(event.who());
    Seat gone = byName.remove(event.who());
    if (gone == null) {
      return null;
    }
    there.remove(gone);
    return gone.end() == End.COMPLETE && talk != null ? talk.end(gone.sent()) : null;
  }

  /** {@return whether a member that broke off has told all that it was shown} */
  private static boolean isSilent(Seat seat) {
    return seat.isOver() && seat.end() == End.CUT;
  }

  /** Notes who may talk from now on without anybody hearing it. */
  private void listen() {
    if (there.size() > 1) {
      return;
    }
    for (Map.Entry<String, Talk> talk : talks.entrySet()) {
      if (there.isEmpty() || there.get(0).name().equals(talk.getKey())) {
        talk.getValue().unheard();
      }
    }
  }

  /** Has come to the end of what those who are there were shown. */
  private void close() {
    String wrong = new Closing(there, waiting, attendance, stopped).contradiction(talks);
    if (wrong != null) {
      throw new AssertionError(wrong);
    }
    there.clear();
  }
}
