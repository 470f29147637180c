package dev.parlance.chat.engine;

import dev.parlance.chat.Attempt;
import dev.parlance.chat.Authenticator;
import dev.parlance.chat.Authenticator.Verdict;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An application's authenticator, whatever it does. */
final class Authority {

  private static final Logger log = LoggerFactory.getLogger(Authority.class);

  private final Authenticator authenticator;
  private final Seldom failures = new Seldom();

  Authority(Authenticator authenticator) {
    this.authenticator = authenticator;
  }

  /** Asks; what the authenticator throws is a failure of the stage. */
  @SuppressWarnings("NullAway") // An application may do what it must not.
  CompletionStage<Verdict> ask(Attempt attempt) {
    try {
      CompletionStage<Verdict> stage = authenticator.authenticate(attempt);
      return stage != null ? stage : CompletableFuture.failedFuture(new NullPointerException());
    } catch (RuntimeException | Error failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  /** Logs that there was no verdict; the message of the failure might hold the secret. */
  void failed(@Nullable Throwable failure) {
    Throwable shown = failure == null ? new NullPointerException() : failure;
    failures.tell(
        count ->
            log.error(
                "an authenticator failed ({} times since the last such line); the peer is refused",
                count,
                Loggable.withoutMessages(shown)));
  }

  /** Logs that it accepted somebody by a name that nobody may have. */
  void misnamed() {
    failures.tell(
        count ->
            log.warn(
                "an authenticator accepted somebody by a name that is not allowed"
                    + " (with failures, {} times since the last such line)",
                count));
  }
}
