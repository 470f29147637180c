package dev.parlance.chat;

import dev.parlance.chat.internal.AsciiNames;
import dev.parlance.chat.internal.ReservedNames;
import java.util.List;

/**
 * Which names are allowed, and which count as the same.
 *
 * <p>Whatever a policy says, a server accepts no name that could be mistaken for something else in
 * one of the dialects: one of 1 to 32 letters, digits and marks that go with them, {@code _},
 * {@code -} and {@code .}, the first a letter or digit, at most 128 bytes of UTF-8. So no name
 * holds a space, a control character, or one that is not seen or turns the direction of writing.
 */
@FunctionalInterface
public interface NamePolicy {

  /**
   * Looks at a name. Called on a thread of the transport, for several peers at once; must be quick,
   * must not block, and must give the same answer for the same name. A policy that throws refuses
   * the name.
   *
   * @param raw what the peer sent: text without control characters, perhaps empty, perhaps long
   */
  Verdict examine(String raw);

  /**
   * {@return the policy of servers that were given no other: letters a to z, digits, {@code _},
   * {@code -} and {@code .}; upper and lower case count as the same}
   */
  static NamePolicy ascii() {
    return new AsciiNames();
  }

  /**
   * {@return this policy, but these names, and what counts as the same as one of them, are refused}
   * Those that would be mistaken for the server, {@code server}, {@code system} and {@code you},
   * are reserved anyway.
   */
  default NamePolicy reserving(String... names) {
    return new ReservedNames(this, List.of(names));
  }

  /** What becomes of a name. */
  sealed interface Verdict {

    /**
     * {@return a verdict: it is allowed}
     *
     * @param name the name as others see it
     * @param keys what no two members may have in common, one at least; the first is the identity
     *     of the name, by which it is found ({@link ChatServer#kick}), and further ones are, say,
     *     what it looks like
     */
    static Verdict accepted(String name, List<String> keys) {
      return new Accepted(name, keys);
    }

    /**
     * {@return a verdict: it is not allowed}
     *
     * @param why what the peer is told, without the name itself: "it is too long"
     * @throws IllegalArgumentException if {@code why} holds a line break or another control
     *     character
     */
    static Verdict refused(String why) {
      return new Refused(why);
    }
  }

  /**
   * It is allowed.
   *
   * @param name the name as others see it
   * @param keys what no two members may have in common; the first is the name's identity
   */
  record Accepted(String name, List<String> keys) implements Verdict {

    /** Checks that there is a key. */
    public Accepted {
      keys = List.copyOf(keys);
      if (name.isEmpty() || keys.isEmpty()) {
        throw new IllegalArgumentException("a name must not be empty, and needs a key");
      }
    }
  }

  /**
   * It is not allowed.
   *
   * @param why what the peer is told
   */
  record Refused(String why) implements Verdict {

    /** Checks that the reason is one line. */
    public Refused {
      Texts.check(why);
    }
  }
}
