package dev.parlance.chat.testkit.history;

import dev.parlance.chat.testkit.history.History.End;

/** A member in a {@link Replay}: its history, and up to where it has been replayed. */
final class Seat {

  private static final int NONE = -1;

  private final String name;
  private final Book book;
  private final Runs shown;
  private final Event welcome;
  private final long sent;
  private final End end;
  private final int unfinished;
  private int run;
  private int inRun;
  private int place;
  private int number;

  Seat(String name, Book book, Runs shown, Event welcome, long sent, End end, int unfinished) {
    this.name = name;
    this.book = book;
    this.shown = shown;
    this.welcome = welcome;
    this.sent = sent;
    this.end = end;
    this.unfinished = unfinished;
    this.number = shown.count() == 0 ? NONE : shown.start(0);
  }

  String name() {
    return name;
  }

  Event welcome() {
    return welcome;
  }

  long sent() {
    return sent;
  }

  End end() {
    return end;
  }

  /** {@return how many bytes came after the last line} */
  int unfinished() {
    return unfinished;
  }

  /** {@return whether nothing is left of the history} */
  boolean isOver() {
    return number == NONE;
  }

  /** {@return what comes next in the history, which is not over} */
  Event next() {
    return book.event(number);
  }

  /** {@return the place of what comes next, from 1 on} */
  int place() {
    return place + 1;
  }

  void advance() {
    place++;
    if (++inRun == shown.length(run)) {
      run++;
      inRun = 0;
      number = run == shown.count() ? NONE : shown.start(run);
    } else {
      number++;
    }
  }

  /** {@return whether this member is shown an event at all while it is in the room} */
  boolean isShown(Event event) {
    return switch (event.kind()) {
      case SAID -> book.reading().echoes() || !event.who().equals(name);
      case LEFT, JOINED -> !event.who().equals(name);
      case NOTICE, STOPPING -> true;
    };
  }

  /** {@return whether what comes next here is what comes next there, which is {@code event}} */
  boolean agreesWith(Seat there, Event event) {
    if (number == NONE) {
      return false;
    }
    return book == there.book ? number == there.number : next().agreesWith(event);
  }
}
