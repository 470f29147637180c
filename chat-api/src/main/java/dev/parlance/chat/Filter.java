package dev.parlance.chat;

import java.util.Objects;

/**
 * Looks at what members say before it gets its number: passes it, changes it, or refuses it.
 *
 * <pre>{@code
 * builder.filter((user, text) ->
 *     text.contains("http://") ? Filter.Verdict.refused("no links here") : Filter.Verdict.pass())
 * }</pre>
 */
@FunctionalInterface
public interface Filter {

  /**
   * Decides what becomes of a text. Called on a thread of the transport that reads for many members
   * at once, so it must be quick, microseconds rather than milliseconds, and must not block. Called
   * for several members at once, for one member one text at a time, in the order in which they were
   * sent. It may call any method of the server; {@link ChatServer#stop} does not wait here.
   *
   * <p>If it throws or returns null, that text is refused, and the log says so. What the
   * application itself {@linkplain ChatServer#broadcast announces} is not filtered.
   *
   * @param user who says it
   * @param text what is said: no line breaks, no control characters but the tabulator
   */
  Verdict judge(User user, String text);

  /** What becomes of a text. */
  sealed interface Verdict {

    /** {@return a verdict: it is said as it is} */
    static Verdict pass() {
      return Pass.PASS;
    }

    /**
     * {@return a verdict: this is said in its place, and its sender is not told}
     *
     * @param text subject to the rules for texts: if it breaks one, nothing is said, and the sender
     *     is told
     */
    static Verdict changed(String text) {
      return new Changed(text);
    }

    /**
     * {@return a verdict: nothing is said}
     *
     * @param why what its sender is told, and nobody else
     * @throws IllegalArgumentException if {@code why} holds a line break or another control
     *     character
     */
    static Verdict refused(String why) {
      return new Refused(why);
    }
  }

  /** It is said as it is. */
  enum Pass implements Verdict {
    /** The one of its kind. */
    PASS
  }

  /**
   * Something else is said in its place.
   *
   * @param text what is said
   */
  record Changed(String text) implements Verdict {

    /** Checks that there is a text. */
    public Changed {
      Objects.requireNonNull(text, "text");
    }
  }

  /**
   * Nothing is said.
   *
   * @param why what its sender is told
   */
  record Refused(String why) implements Verdict {

    /** Checks that the reason is one line. */
    public Refused {
      Texts.check(why);
    }
  }
}
