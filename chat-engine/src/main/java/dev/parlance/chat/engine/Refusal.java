package dev.parlance.chat.engine;

import dev.parlance.chat.CloseReason;
import org.jspecify.annotations.Nullable;

/**
 * Why somebody does not become a member.
 *
 * @param why what it is told
 * @param ends why its connection ends, or null if it may try again
 */
record Refusal(String why, @Nullable CloseReason ends) {

  static Refusal mayTryAgain(String why) {
    return new Refusal(why, null);
  }
}
