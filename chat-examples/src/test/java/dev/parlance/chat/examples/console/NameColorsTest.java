package dev.parlance.chat.examples.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jline.utils.Colors;
import org.junit.jupiter.api.Test;

class NameColorsTest {

  @Test
  void a_name_has_the_same_color_in_every_session() {
    List<Integer> colors = List.of("alice", "bob", "carol").stream().map(NameColors::of).toList();
    assertEquals(List.of(NameColors.of("ALICE"), 131, NameColors.of("Carol")), colors);
  }

  @Test
  void names_spread_over_all_colors() {
    Set<Integer> used = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      used.add(NameColors.of("user" + i));
    }
    assertEquals(new HashSet<>(NameColors.all()), used);
  }

  @Test
  void every_color_is_readable_on_black_and_on_white() {
    for (int color : NameColors.all()) {
      double luminance = luminance(Colors.rgbColor(color));
      assertTrue((luminance + 0.05) / 0.05 >= 3.8, "on black: " + color);
      assertTrue(1.05 / (luminance + 0.05) >= 3.8, "on white: " + color);
    }
  }

  /** As the W3C's accessibility guidelines define it. */
  private static double luminance(int rgb) {
    return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
  }

  private static double linear(int channel) {
    double c = (channel & 0xff) / 255.0;
    return c <= 0.03928 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }
}
