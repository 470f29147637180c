package dev.parlance.chat.engine;

import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.dialect.Wire;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The room's log in bytes: one {@link Tape} for each dialect that somebody in the room speaks. An
 * entry is encoded once for each, so what it costs does not depend on how many members there are.
 *
 * <p>For the holder of the room's lock, unless something else is said.
 */
final class Tapes {

  private static final Logger log = LoggerFactory.getLogger(Tapes.class);

  private final int window;
  private final RoomWatch watch;
  private final Map<Dialect, Tape> byDialect = new LinkedHashMap<>();
  private final Overload overload = new Overload();
  private long deliveries;
  private @Nullable Throwable dialectFailure;

  /** The values of {@link #byDialect}, to go over without an iterator. */
  private volatile Tape[] all = {};

  private volatile boolean overloaded;

  /**
   * @param window how many bytes of each tape are retained
   */
  Tapes(int window, RoomWatch watch) {
    this.window = window;
    this.watch = watch;
  }

  /** The tape for a dialect, made when it is first asked for. */
  Tape of(Dialect dialect) {
    Tape tape = byDialect.computeIfAbsent(dialect, d -> new Tape(d, window));
    all = byDialect.values().toArray(new Tape[0]);
    return tape;
  }

  /** Those there are. From any thread, without the lock. */
  Tape[] all() {
    return all;
  }

  /** Whether one of them is too full for more to be said. From any thread, without the lock. */
  boolean isOverloaded() {
    return overloaded;
  }

  /** Looks again, after gates were opened. */
  boolean isStillOverloaded() {
    boolean full = false;
    for (Tape tape : all) {
      full |= tape.inUse() && tape.full();
    }
    overloaded = full;
    if (!full) {
      overload.ended(watch.now());
    }
    return full;
  }

  /** How often, and for how long, they were too full. */
  Overload overload() {
    return overload;
  }

  /** How many times an entry became owed to a member to whom it says anything. */
  long deliveries() {
    return deliveries;
  }

  /** How much memory they take, in bytes. */
  long memory() {
    long memory = 0;
    for (Tape tape : all) {
      memory += tape.memory();
    }
    return memory;
  }

  /**
   * Adds an entry.
   *
   * @param author whose entry it is, and who may be shown something else in its place
   */
  void append(Entry entry, @Nullable Session author) {
    for (Tape tape : all) {
      if (!tape.inUse()) {
        continue;
      }
      try {
        encode(entry, tape, author);
      } catch (RuntimeException | Error failure) {
        dialectFailure = failure;
      }
      tape.publish();
      if (!overloaded && tape.full()) {
        overloaded = true;
        overload.began(watch.now());
      }
    }
  }

  private void encode(Entry entry, Tape tape, @Nullable Session author) {
    entry.encode(tape.dialect(), tape.compose());
    tape.append();
    boolean ofAuthor = author != null && author.tape() == tape;
    if (tape.entryPayload() > 0) {
      deliveries += ofAuthor && !tape.dialect().echoes() ? tape.members() - 1 : tape.members();
    }
    if (author != null && ofAuthor) {
      showAuthor(author, entry, tape);
    }
  }

  /** Puts what the author sees of its own entry in the entry's place; it is not published yet. */
  private static void showAuthor(Session author, Entry entry, Tape tape) {
    long start = tape.entryStart();
    long end = tape.entryEnd();
    boolean echoes = tape.dialect().echoes();
    if (entry.kind() == Entry.Kind.JOINED) {
      Wire out = tape.compose();
      tape.dialect().welcome(author.self(), entry.online(), out);
      if (out.size() > 0) {
        author.cursor().replace(echoes ? end : start, end, out.toByteArray());
        return;
      }
    }
    if (!echoes && end > start) {
      author.cursor().skip(start, end);
    }
  }

  /** Shows a join to the one who joins, and to nobody else. */
  void welcomeAlone(Session author, int online) {
    try {
      welcome(author, online);
    } catch (RuntimeException | Error failure) {
      dialectFailure = failure;
    }
  }

  private static void welcome(Session author, int online) {
    Tape tape = author.tape();
    Wire out = tape.compose();
    if (tape.dialect().echoes()) {
      tape.dialect().joined(author.self(), online, out);
      author.cursor().insert(out);
      out = tape.compose();
    }
    tape.dialect().welcome(author.self(), online, out);
    author.cursor().insert(out);
  }

  /** Tells one peer what is wrong; nothing if its dialect fails, for which nobody else suffers. */
  void problem(Session peer, String text) {
    Wire out = new Wire();
    try {
      peer.tape().dialect().problem(text, out);
      peer.cursor().insert(out);
    } catch (RuntimeException | Error failure) {
      dialectFailure = failure;
    }
  }

  /**
   * What there is to do after something was appended, by whoever did that, and without the lock.
   */
  void appended() {
    Throwable failure = dialectFailure;
    if (failure != null) {
      dialectFailure = null;
      Quietly.log(
          () ->
              log.error(
                  "a dialect failed to encode an event; its members miss it",
                  Loggable.of(failure)));
    }
    for (Tape tape : all) {
      if (tape.nearlyFull()) {
        watch.filling();
        break;
      }
    }
    watch.published();
  }
}
