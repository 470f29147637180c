package dev.parlance.chat.engine;

import dev.parlance.chat.Filter;
import dev.parlance.chat.Filter.Verdict;
import dev.parlance.chat.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An application's filter, whatever it does. */
final class Screen {

  private static final Logger log = LoggerFactory.getLogger(Screen.class);

  private final Filter filter;
  private final Seldom failures = new Seldom();

  Screen(Filter filter) {
    this.filter = filter;
  }

  /** What becomes of a text; refused if the filter fails. */
  @SuppressWarnings("NullAway") // An application may do what it must not.
  Verdict judge(User user, String text) {
    try {
      Verdict verdict = filter.judge(user, text);
      if (verdict != null) {
        return verdict;
      }
      throw new NullPointerException("no verdict");
    } catch (RuntimeException | Error failure) {
      failures.tell(
          count ->
              log.error(
                  "a filter failed ({} times since the last such line); the text is refused",
                  count,
                  Loggable.of(failure)));
      return Verdict.refused("it could not be checked");
    }
  }
}
