package dev.parlance.chat.examples.demo;

import java.util.List;

/** Where the play is seen. */
interface Stage {

  /**
   * Shows how things stand, and lets whoever watches read it.
   *
   * @param what in words
   * @param actors what each has sent and received so far
   * @param beats how long there is to read, relative to other moments
   */
  void moment(String what, List<Actor> actors, int beats);
}
