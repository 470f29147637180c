package dev.parlance.chat.names;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.text.SpoofChecker.RestrictionLevel;
import dev.parlance.chat.NamePolicy;
import java.util.List;
import java.util.stream.Stream;
import rocks.xmpp.precis.PrecisProfiles;

/**
 * Names in any script, of which no two look alike.
 *
 * <pre>{@code
 * ChatServer.builder().names(UnicodeNames.create()) …
 * }</pre>
 *
 * <p>What a name becomes: the nickname that it is by PRECIS (RFC 8266), so that full-width letters,
 * ligatures and decomposed accents are no names of their own. What is refused beyond that, and
 * beyond what no {@link NamePolicy} may allow: letters of scripts that do not belong together (UTS
 * 39, <em>highly restrictive</em>: Latin with Han and kana, say, but not with Cyrillic), digits of
 * several systems, more than four marks in a row, and marks that cannot be seen.
 *
 * <p>What counts as the same: names that differ in case alone, and names that look alike, within a
 * script or across scripts, by the confusables of UTS 39. That goes further than one may think:
 * {@code user1} and {@code userl} look alike, and so do {@code modern} and {@code modem}. As long
 * as one of them is in the room, the other is taken.
 *
 * <p>Members who see names in the dialect {@code nick} with a client that ends itself at characters
 * beyond ASCII are better off with {@link NamePolicy#ascii}.
 *
 * <p>Safe from any thread. One instance may serve any number of servers; it loads some megabytes of
 * tables when it is made.
 */
public final class UnicodeNames implements NamePolicy {

  /** More than any name of 32 characters can shrink from. */
  private static final int LONGEST_RAW = 256;

  /** UTS 39, section 5.4: no orthography needs more. */
  private static final int MOST_MARKS = 4;

  private final SpoofChecker checker =
      new SpoofChecker.Builder()
          .setChecks(
              SpoofChecker.RESTRICTION_LEVEL
                  | SpoofChecker.INVISIBLE
                  | SpoofChecker.MIXED_NUMBERS
                  | SpoofChecker.HIDDEN_OVERLAY
                  | SpoofChecker.CONFUSABLE)
          .setRestrictionLevel(RestrictionLevel.HIGHLY_RESTRICTIVE)
          .build();

  private UnicodeNames() {}

  /** {@return a policy} */
  public static UnicodeNames create() {
    return new UnicodeNames();
  }

  @Override
  public Verdict examine(String raw) {
    if (raw.isEmpty()) {
      return Verdict.refused("it is empty");
    }
    if (raw.length() > LONGEST_RAW) {
      return Verdict.refused("it is too long");
    }
    String name;
    try {
      name = PrecisProfiles.NICKNAME.enforce(raw);
    } catch (IllegalArgumentException notPrecis) {
      return Verdict.refused("it holds characters that names must not hold");
    }
    if (hasTooManyMarks(name)) {
      return Verdict.refused("it has too many marks in a row");
    }
    return checker.failsChecks(name)
        ? Verdict.refused("it mixes scripts, or holds what cannot be seen")
        : Verdict.accepted(name, keys(name));
  }

  private List<String> keys(String name) {
    String folded = PrecisProfiles.NICKNAME.toComparableString(name);
    return Stream.of(folded, looks(name), looks(folded)).distinct().toList();
  }

  /**
   * A name for what it looks like, which no name can be, in capitals as well as in small letters.
   */
  private String looks(String name) {
    return "looks like " + UCharacter.foldCase(checker.getSkeleton(name), true);
  }

  private static boolean hasTooManyMarks(String name) {
    int marks = 0;
    for (int c : name.codePoints().toArray()) {
      marks = UCharacter.getType(c) == Character.NON_SPACING_MARK ? marks + 1 : 0;
      if (marks > MOST_MARKS) {
        return true;
      }
    }
    return false;
  }
}
