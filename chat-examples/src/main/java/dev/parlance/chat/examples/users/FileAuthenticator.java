package dev.parlance.chat.examples.users;

import dev.parlance.chat.Attempt;
import dev.parlance.chat.Authenticator;
import dev.parlance.chat.examples.users.UserFile.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets those in who are in a {@link UserFile} and know their secret. Whoever logs in while a former
 * connection of its own still seems to be there takes its name over.
 *
 * <p>What to copy from it: a hash is made for everybody, for a name that nobody has as well, so
 * that the time it takes does not tell which names there are; the answer is the same, too; hashes
 * are made on threads of its own, few of them, behind a queue that is bounded, as each takes memory
 * and tens of milliseconds, and anybody can ask for one; and a file that was changed is read again.
 */
public final class FileAuthenticator implements Authenticator, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(FileAuthenticator.class);

  /** Attempts that may wait: what two threads do in about two seconds. */
  private static final int QUEUE = 64;

  private static final int THREADS = 2;
  private static final Verdict WRONG = Verdict.refused("wrong name or secret");
  private static final Verdict NO_SECRET = Verdict.refused("log in by /login NAME SECRET");

  private final UserFile file;
  private final ThreadPoolExecutor threads;
  private final Authenticator behind;

  /** For names that nobody has: the hash of a secret that nobody knows. */
  private final String nobody = SecretHash.of(UUID.randomUUID().toString().toCharArray());

  private Map<String, Entry> users;
  private FileTime readAt;

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read
   */
  public FileAuthenticator(UserFile file) throws IOException {
    this.file = file;
    this.readAt = Files.getLastModifiedTime(file.path());
    this.users = file.read();
    this.threads =
        new ThreadPoolExecutor(
            THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), this::thread);
    this.behind = Authenticator.on(threads, this::verdict);
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "chat-users");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public CompletionStage<Verdict> authenticate(Attempt attempt) {
    return behind.authenticate(attempt);
  }

  private Verdict verdict(Attempt attempt) {
    char[] secret = attempt.secret();
    if (secret == null) {
      return NO_SECRET;
    }
    Entry user = user(attempt.name());
    boolean matches = SecretHash.matches(secret, user == null ? nobody : user.hash());
    return user != null && matches ? Verdict.acceptedAs(user.name()).takingOver() : WRONG;
  }

  private synchronized @Nullable Entry user(String name) {
    try {
      FileTime changedAt = Files.getLastModifiedTime(file.path());
      if (!changedAt.equals(readAt)) {
        users = file.read();
        readAt = changedAt;
      }
    } catch (IOException failure) {
      log.warn("the users are those of before: {}", failure.toString());
    }
    return users.get(UserFile.key(name));
  }

  /** Ends its threads; attempts that wait are not decided any more. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
