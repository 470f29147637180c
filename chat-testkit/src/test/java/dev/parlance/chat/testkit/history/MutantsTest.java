package dev.parlance.chat.testkit.history;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.testkit.history.InventedRoom.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each way of breaking the promise is caught, wherever in a history it happens. */
@Timeout(120)
class MutantsTest {

  private static final int TRIES = 100;

  /** The prompt and the welcome. */
  private static final int PREAMBLE = 2;

  /** What is done to the lines that one member is shown. */
  enum Mutant {
    DROPS_ONE {
      @Override
      void change(List<String> lines, Random random) {
        lines.remove(place(lines, random, ""));
      }
    },
    DROPS_ONE_IN_TEN_THOUSAND {
      @Override
      int events() {
        return 15_000;
      }

      @Override
      void change(List<String> lines, Random random) {
        int first = PREAMBLE + random.nextInt(lines.size() - PREAMBLE);
        for (int at = first; at < lines.size(); at += 10_000) {
          lines.remove(at);
        }
      }
    },
    SWAPS_TWO {
      @Override
      void change(List<String> lines, Random random) {
        int at = PREAMBLE + random.nextInt(lines.size() - PREAMBLE - 1);
        lines.add(at, lines.remove(at + 1));
      }
    },
    SHOWS_ONE_LATER {
      @Override
      void change(List<String> lines, Random random) {
        String moved = lines.remove(place(lines, random, ""));
        lines.add(moved);
      }
    },
    DOUBLES_ONE {
      @Override
      void change(List<String> lines, Random random) {
        int at = place(lines, random, "");
        lines.add(at, lines.get(at));
      }
    },
    SKIPS_A_JOINING {
      @Override
      void change(List<String> lines, Random random) {
        lines.remove(place(lines, random, "+ "));
      }
    },
    SKIPS_A_LEAVING {
      @Override
      void change(List<String> lines, Random random) {
        lines.remove(place(lines, random, "- "));
      }
    },
    SHOWS_A_NOTICE_OUTSIDE_THE_SEQUENCE {
      @Override
      void change(List<String> lines, Random random) {
        String notice = lines.remove(place(lines, random, "* "));
        int at = PREAMBLE + random.nextInt(lines.size() - PREAMBLE);
        lines.add(at, notice.equals(lines.get(at)) ? "* another" : notice);
      }
    },
    INVENTS_A_LINE {
      @Override
      void change(List<String> lines, Random random) {
        lines.add(PREAMBLE + random.nextInt(lines.size() - PREAMBLE + 1), "bob: hello");
      }
    },
    COUNTS_ONE_TOO_MANY {
      @Override
      void change(List<String> lines, Random random) {
        int at = place(lines, random, random.nextBoolean() ? "+ " : "- ");
        lines.set(at, oneMore(lines.get(at)));
      }
    },
    SHOWS_ANOTHER_SENDER {
      @Override
      void change(List<String> lines, Random random) {
        int at = place(lines, random, "bob: ");
        lines.set(at, lines.get(at).replace("bob: ", "carol: "));
      }
    },
    STOPS_EARLY {
      @Override
      void change(List<String> lines, Random random) {
        lines.remove(lines.size() - 1);
      }
    },
    GOES_ON_AFTER_THE_END {
      @Override
      void change(List<String> lines, Random random) {
        lines.add("alice: alice:999999");
      }
    };

    abstract void change(List<String> lines, Random random);

    int events() {
      return 500;
    }
  }

  static int place(List<String> lines, Random random, String prefix) {
    int[] places =
        IntStream.range(PREAMBLE, lines.size())
            .filter(i -> lines.get(i).startsWith(prefix))
            .toArray();
    return places[random.nextInt(places.length)];
  }

  private static String oneMore(String moved) {
    int from = moved.indexOf('(') + 1;
    int online = Integer.parseInt(moved, from, moved.indexOf(' ', from), 10);
    return moved.substring(0, from) + (online + 1) + " online)";
  }

  @ParameterizedTest
  @EnumSource
  void isCaughtInOneHistory(Mutant mutant) {
    int tries = mutant.events() > 10_000 ? 3 : TRIES;
    for (int seed = 0; seed < tries; seed++) {
      InventedRoom room = InventedRoom.busy(seed, mutant.events());
      Script victim = room.script(seed % 3 == 0 ? "silent" : seed % 3 == 1 ? "still" : "alice");
      List<String> before = List.copyOf(victim.lines);
      mutant.change(victim.lines, new Random(seed));
      assertFalse(before.equals(victim.lines), "nothing was changed");
      AssertionError caught = assertThrows(AssertionError.class, room::check, "seed " + seed);
      assertTrue(caught.toString().contains(victim.name), caught.toString());
    }
  }

  /** What is done to the room, and so to everybody. */
  enum Everywhere {
    LOSES_A_LINE {
      @Override
      void change(List<String> lines) {
        lines.remove("bob: bob:3");
      }
    },
    DOUBLES_A_LINE {
      @Override
      void change(List<String> lines) {
        int at = lines.indexOf("bob: bob:3");
        if (at >= 0) {
          lines.add(at, "bob: bob:3");
        }
      }
    },
    SWAPS_TWO_LINES_OF_ONE_SENDER {
      @Override
      void change(List<String> lines) {
        int one = lines.indexOf("bob: bob:3");
        int two = lines.indexOf("bob: bob:4");
        if (one >= 0 && two >= 0) {
          lines.set(one, "bob: bob:4");
          lines.set(two, "bob: bob:3");
        }
      }
    },
    COUNTS_ONE_TOO_FEW {
      @Override
      void change(List<String> lines) {
        lines.replaceAll(line -> line.replace("+ carol (5 online)", "+ carol (4 online)"));
        lines.replaceAll(line -> line.replace("carol (5 online)", "carol (4 online)"));
      }
    },
    TELLS_OF_A_JOINING_TWICE {
      @Override
      void change(List<String> lines) {
        int at = lines.indexOf("+ carol (5 online)");
        if (at >= 0) {
          lines.add(at, "+ carol (5 online)");
        }
      }
    },
    TELLS_OF_A_LEAVING_THAT_WAS_NONE {
      @Override
      void change(List<String> lines) {
        int at = lines.indexOf("+ carol (5 online)");
        if (at >= 0) {
          lines.add(at, "- dave (4 online)");
        }
      }
    },
    LETS_A_STRANGER_TALK {
      @Override
      void change(List<String> lines) {
        int at = lines.indexOf("bob: bob:3");
        if (at >= 0) {
          lines.add(at, "dave: hello");
        }
      }
    },
    FORGES_A_SENDER {
      @Override
      void change(List<String> lines) {
        lines.replaceAll(line -> line.replace("bob: bob:3", "alice: bob:3"));
      }
    };

    abstract void change(List<String> lines);
  }

  @ParameterizedTest
  @EnumSource
  void isCaughtThoughAllHistoriesAgree(Everywhere mutant) {
    for (int seed = 0; seed < 20; seed++) {
      InventedRoom room = InventedRoom.busy(seed, 500);
      List<List<String>> before = new ArrayList<>();
      for (Script script : room.scripts()) {
        before.add(List.copyOf(script.lines));
        mutant.change(script.lines);
      }
      List<List<String>> after = new ArrayList<>();
      room.scripts().forEach(script -> after.add(script.lines));
      assertFalse(before.equals(after), "nothing was changed");
      assertThrows(AssertionError.class, room::check, "seed " + seed);
    }
  }
}
