package dev.parlance.chat.examples.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares what members of one room were shown. The first to join is the witness: it says nothing,
 * so it is shown everything, and everybody else is shown the same from its own joining on, less
 * what it said itself.
 */
final class OneRoom {

  private OneRoom() {}

  /** Everybody was shown all there was, to the last notice, and then the end in good order. */
  static void assertComplete(List<Voice> voices) {
    Voice witness = voices.get(0);
    List<String> all = witness.lines();
    assertSendersOrder(all);
    for (Voice voice : voices) {
      assertNull(voice.broken(), voice::toString);
      assertSame(owed(voice, witness), shown(voice), voice.name());
      assertEquals(Choir.LAST_NOTICE, voice.lines().get(voice.lines().size() - 1), voice.name());
    }
  }

  /** Compares line by line: a room's whole story is too long for a message. */
  private static void assertSame(List<String> owed, List<String> shown, String name) {
    int both = Math.min(owed.size(), shown.size());
    for (int i = 0; i < both; i++) {
      assertEquals(owed.get(i), shown.get(i), name + ", line " + i + " of " + owed.size());
    }
    assertEquals(owed.size(), shown.size(), name + " is shown another number of lines");
  }

  private static List<String> shown(Voice voice) {
    int welcome = indexOf(voice.lines(), "* welcome " + voice.name() + " (");
    return voice.lines().subList(welcome + 1, voice.lines().size());
  }

  private static List<String> owed(Voice voice, Voice witness) {
    if (voice == witness) {
      return shown(witness);
    }
    int joined = indexOf(witness.lines(), "+ " + voice.name() + " (");
    String own = voice.name() + ": ";
    return witness.lines().subList(joined + 1, witness.lines().size()).stream()
        .filter(line -> !line.startsWith(own))
        .toList();
  }

  private static int indexOf(List<String> lines, String start) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(start)) {
        return i;
      }
    }
    throw new AssertionError("of " + lines.size() + " lines none begins with " + start);
  }

  /** Of each talker, what it said first comes first, and nothing is missing between. */
  private static void assertSendersOrder(List<String> lines) {
    Map<String, Integer> next = new HashMap<>();
    for (String line : lines) {
      int colon = line.indexOf(": ");
      if (colon > 0 && !line.startsWith("* ")) {
        String sender = line.substring(0, colon);
        int number = next.merge(sender, 1, Integer::sum) - 1;
        assertEquals(sender + ": " + sender + ":" + number, line);
      }
    }
    assertTrue(!next.isEmpty(), "nothing was said");
  }
}
