package dev.parlance.chat.testkit.history;

import org.jspecify.annotations.Nullable;

/** What one sender has said so far in a {@link Replay}. */
final class Talk {

  private static final long ANY = -1;

  /** The counter that has to come next, if it is known. */
  private long next;

  /** Whether some may have been said while nobody was there to record it. */
  private boolean unheard;

  private Talk(long next, boolean unheard) {
    this.next = next;
    this.unheard = unheard;
  }

  /** {@return what somebody says who has said nothing} */
  static Talk fromStart() {
    return new Talk(0, false);
  }

  /** {@return what somebody says who may have said something before} */
  static Talk inProgress() {
    return new Talk(ANY, true);
  }

  /** Says that from now on nobody hears. */
  void unheard() {
    unheard = true;
  }

  /** Notes what was said; {@return what contradicts it, or null} */
  @Nullable String note(Event said) {
    if (said.isForged()) {
      return "it was not " + said.who() + " who counted it";
    }
    long counter = said.number();
    if (counter == Event.UNKNOWN) {
      return null;
    }
    boolean follows = unheard ? counter >= next : counter == next;
    String wrong = follows ? null : said.who() + " says " + next + " next";
    next = counter + 1;
    unheard = false;
    return wrong;
  }

  /** {@return what contradicts that so many lines were said in all, or null} */
  @Nullable String end(long sent) {
    return unheard || next == ANY || next == sent
        ? null
        : "it sent " + sent + " lines, and " + next + " were heard";
  }
}
