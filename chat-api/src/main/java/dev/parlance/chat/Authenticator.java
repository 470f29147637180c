package dev.parlance.chat;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Decides who may join. A server with an authenticator asks it for each attempt whose name is
 * allowed by the {@link NamePolicy}, in every dialect, and whether or not there is a secret.
 *
 * <pre>{@code
 * ExecutorService checks = new ThreadPoolExecutor(1, 1, 0, SECONDS, new ArrayBlockingQueue<>(64));
 * ChatServer.builder()
 *     .authenticator(Authenticator.on(checks, attempt ->
 *         accounts.match(attempt.name(), attempt.secret())
 *             ? Authenticator.Verdict.accepted()
 *             : Authenticator.Verdict.refused("wrong name or secret")))
 * }</pre>
 *
 * <p>Until the verdict is there, or {@link Limits#loginDeadline} has passed, nothing more is read
 * from the peer, and nothing that it sent behind is lost (datagrams, which nobody can hold back,
 * are dropped and counted, {@link Metrics.Messages#dropped}). The name is claimed when the verdict
 * comes: of two that are accepted under one name, the first wins, and the other is told that it is
 * taken. A peer that ends meanwhile, or a server that stops, forgets the attempt; a verdict that
 * comes too late, or a second one, is ignored.
 */
@FunctionalInterface
public interface Authenticator {

  /**
   * Begins to decide. Called on a thread of the transport, so it must not block: what takes more
   * than some microseconds, a password hash above all, belongs elsewhere, see {@link #on}. Called
   * for several peers at once, for one peer one at a time.
   *
   * <p>If it throws, returns null, or the stage completes with a failure or null, the peer is
   * refused without a reason, and the log says so: with the kind of the failure, its trace, and
   * without its message, lest the secret be in it.
   *
   * @return the verdict, to be completed by any thread
   */
  CompletionStage<Verdict> authenticate(Attempt attempt);

  /**
   * {@return an authenticator that decides on the threads of {@code executor}}
   *
   * <p>When the executor rejects an attempt, as one with a bounded queue does when it is full, the
   * peer is refused and may try again. The executor stays the caller's.
   *
   * @param check decides; may block
   */
  static Authenticator on(Executor executor, Function<? super Attempt, Verdict> check) {
    Objects.requireNonNull(executor, "executor");
    Objects.requireNonNull(check, "check");
    return attempt -> CompletableFuture.supplyAsync(() -> check.apply(attempt), executor);
  }

  /** What becomes of an attempt. */
  sealed interface Verdict {

    /** {@return a verdict: it may join by the name it asked for} */
    static Accepted accepted() {
      return new Accepted("", false);
    }

    /**
     * {@return a verdict: it may join, by this name in the place of the one it asked for}
     *
     * @param name subject to the server's {@link NamePolicy} as any
     */
    static Accepted acceptedAs(String name) {
      if (name.isEmpty()) {
        throw new IllegalArgumentException("a name must not be empty");
      }
      return new Accepted(name, false);
    }

    /**
     * {@return a verdict: it may not join}
     *
     * @param why what it is told
     * @throws IllegalArgumentException if {@code why} holds a line break or another control
     *     character
     */
    static Verdict refused(String why) {
      return new Refused(why);
    }
  }

  /**
   * It may join.
   *
   * @param name the name to join by; empty for the one it asked for
   * @param takesOver whether whoever is in the room by that name has to go
   */
  record Accepted(String name, boolean takesOver) implements Verdict {

    /** Checks that there is a name, perhaps empty. */
    public Accepted {
      Objects.requireNonNull(name, "name");
    }

    /**
     * {@return the same verdict, and if the name is in use, whoever uses it has to go first}
     *
     * <p>For the owner of a name whose former connection died without a word and is still in the
     * room: that ends as {@link CloseReason#TAKEN_OVER}, and everybody sees its leaving before the
     * joining.
     */
    public Accepted takingOver() {
      return new Accepted(name, true);
    }
  }

  /**
   * It may not join.
   *
   * @param why what it is told
   */
  record Refused(String why) implements Verdict {

    /** Checks that the reason is one line. */
    public Refused {
      Texts.check(why);
    }
  }
}
