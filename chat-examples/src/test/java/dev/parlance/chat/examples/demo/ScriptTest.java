package dev.parlance.chat.examples.demo;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class ScriptTest {

  private final Script script = new Script(false);

  @Test
  void theHeadlineFitsWhereverPanesDo() {
    AttributedString narrow = script.headline(78);
    assertTrue(narrow.columnLength() <= 78, narrow::toString);
    assertTrue(narrow.toString().endsWith(" · sends →, receives ←"), narrow::toString);
    assertTrue(script.headline(Recording.WIDTH).toString().endsWith("as it is on the wire"));
  }
}
