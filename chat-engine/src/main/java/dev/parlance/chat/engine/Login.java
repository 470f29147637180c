package dev.parlance.chat.engine;

import dev.parlance.chat.User;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to join that an authenticator is asked about. Decided once, by the authenticator's
 * verdict, by the deadline, or by the end of the session; whoever comes later finds it decided. The
 * secret does not outlive it.
 */
final class Login {

  private final User user;
  private final List<String> keys;
  private final char @Nullable [] secret;
  private final long begunAt;
  private final AtomicBoolean decided = new AtomicBoolean();

  Login(User user, List<String> keys, char @Nullable [] secret, long now) {
    this.user = user;
    this.keys = keys;
    this.secret = secret;
    this.begunAt = now;
  }

  User user() {
    return user;
  }

  /** What the name has in common with those that count as the same. */
  List<String> keys() {
    return keys;
  }

  char @Nullable [] secret() {
    return secret;
  }

  /** When it began, by the ticker. */
  long begunAt() {
    return begunAt;
  }

  /** Returns whether the caller is the one to decide it. */
  boolean decide() {
    if (!decided.compareAndSet(false, true)) {
      return false;
    }
    wipe(secret);
    return true;
  }

  static void wipe(char @Nullable [] secret) {
    if (secret != null) {
      Arrays.fill(secret, '\0');
    }
  }
}
