package dev.parlance.chat;

import java.time.Instant;
import java.util.Objects;

/**
 * Something that happened in a room. All messages of a room share one sequence, and every member
 * sees them in its order.
 */
public sealed interface Message {

  /** The value of {@code online} where a client's dialect does not tell it. */
  int ONLINE_UNKNOWN = -1;

  /**
   * {@return the number of this message}
   *
   * <p>On a server: its place in the room's sequence, from 1 on, without gaps. On a client: its
   * place among the messages that this client received, from 1 on; dialects do not carry the
   * server's numbers.
   */
  long sequence();

  /** {@return when it happened: the server's clock on a server, that of receipt on a client} */
  Instant time();

  /**
   * {@return the message as one line to show to people, in the form of the {@code line} dialect}
   *
   * <pre>{@code
   * + bob (2 online)
   * bob: hi alice
   * - bob (1 online)
   * * tea is ready
   * }</pre>
   *
   * <p>There is no line break at its end, nor within: control characters but the tabulator, line
   * separators, and marks that turn the direction of writing are shown as U+FFFD, as what a server
   * sends to a client may hold them. {@code toString} tells all parts of a message, for logs.
   */
  String line();

  /**
   * Somebody joined.
   *
   * @param online members in the room, the new one included; {@link #ONLINE_UNKNOWN} on a client
   *     whose dialect does not tell it
   */
  record Joined(long sequence, Instant time, User user, int online) implements Message {
    /** Checks that nothing is null. */
    public Joined {
      Objects.requireNonNull(time, "time");
      Objects.requireNonNull(user, "user");
    }

    @Override
    public String line() {
      return OneLine.of("+ " + user + OneLine.online(online));
    }
  }

  /** Somebody said something. */
  record Said(long sequence, Instant time, User user, String text) implements Message {
    /** Checks that nothing is null. */
    public Said {
      Objects.requireNonNull(time, "time");
      Objects.requireNonNull(user, "user");
      Objects.requireNonNull(text, "text");
    }

    @Override
    public String line() {
      return OneLine.of(user + ": " + text);
    }
  }

  /**
   * Somebody left.
   *
   * @param online members in the room, without the one who left; {@link #ONLINE_UNKNOWN} on a
   *     client whose dialect does not tell it
   */
  record Left(long sequence, Instant time, User user, int online) implements Message {
    /** Checks that nothing is null. */
    public Left {
      Objects.requireNonNull(time, "time");
      Objects.requireNonNull(user, "user");
    }

    @Override
    public String line() {
      return OneLine.of("- " + user + OneLine.online(online));
    }
  }

  /** The server announced something; to a client also: answered, or complained. */
  record Notice(long sequence, Instant time, String text) implements Message {
    /** Checks that nothing is null. */
    public Notice {
      Objects.requireNonNull(time, "time");
      Objects.requireNonNull(text, "text");
    }

    @Override
    public String line() {
      return OneLine.of("* " + text);
    }
  }
}
