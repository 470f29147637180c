package dev.parlance.chat.testkit.history;

import dev.parlance.chat.testkit.history.History.End;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has to hold when a {@link Replay} has come to the end of what those there were shown. */
final class Closing {

  private final List<Seat> there;
  private final List<Seat> waiting;
  private final Attendance attendance;
  private final boolean stopped;

  Closing(List<Seat> there, List<Seat> waiting, Attendance attendance, boolean stopped) {
    this.there = there;
    this.waiting = waiting;
    this.attendance = attendance;
    this.stopped = stopped;
  }

  /** {@return what is wrong, or null} */
  @Nullable String contradiction(Map<String, Talk> talks) {
    for (Seat seat : there) {
      if (seat.unfinished() > 0 && seat.end() == End.COMPLETE) {
        return seat.name() + "'s stream ended in the middle of a line";
      }
      String wrong = stopped ? null : departure(seat);
      if (wrong == null && seat.end() == End.OPEN) {
        wrong = stays(seat, talks);
      }
      if (wrong != null) {
        return wrong;
      }
    }
    return null;
  }

  /** Whose stream ended has left, and whoever is there after that was shown it. */
  private @Nullable String departure(Seat seat) {
    boolean last = there.size() == 1;
    return seat.end() == End.OPEN || last || !attendance.isPresent(seat.name())
        ? null
        : "nobody was shown that " + seat.name() + " left, whose stream ended";
  }

  /** Who stays was shown everybody who joined later, and was heard by others who stay. */
  private @Nullable String stays(Seat seat, Map<String, Talk> talks) {
    if (!waiting.isEmpty()) {
      return seat.name() + " was not shown that " + waiting.get(0).name() + " joined";
    }
    Talk talk = talks.get(seat.name());
    String wrong = stopped || there.size() == 1 || talk == null ? null : talk.end(seat.sent());
    return wrong == null ? null : seat.name() + ": " + wrong;
  }
}
