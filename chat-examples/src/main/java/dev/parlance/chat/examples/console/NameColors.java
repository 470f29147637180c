package dev.parlance.chat.examples.console;

import java.util.List;
import java.util.Locale;

/**
 * Which colour a name has: the same in every session, in upper and lower case alike, as it is the
 * same member.
 *
 * <p>The colours are of the part of the 256 that no theme changes, and of a lightness between: on
 * black and on white alike they have a contrast of 3.8 to 1 or more.
 */
public final class NameColors {

  private static final List<Integer> READABLE =
      List.of(131, 130, 100, 64, 28, 30, 31, 63, 98, 164, 162, 133);

  private NameColors() {}

  /** {@return the colour of a name, as a number of the terminal's 256} */
  public static int of(String name) {
    int hash = name.toLowerCase(Locale.ROOT).hashCode() * 0x9E3779B9;
    return READABLE.get(Math.floorMod(hash >>> 8, READABLE.size()));
  }

  /** {@return all the colours that a name may have} */
  public static List<Integer> all() {
    return READABLE;
  }
}
