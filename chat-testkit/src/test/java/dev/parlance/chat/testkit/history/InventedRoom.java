package dev.parlance.chat.testkit.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** A room without a server: what its members would be shown of what happens in it. */
final class InventedRoom {

  /** What one member is shown, how much it says, and how its stream ends. */
  static final class Script {
    final String name;
    List<String> lines = new ArrayList<>();
    int sent;
    boolean ended;
    boolean cut;

    Script(String name) {
      this.name = name;
    }

    void record(Chronicle chronicle) {
      History history = chronicle.member(name);
      for (int i = 0; i < sent; i++) {
        history.say();
      }
      lines.forEach(history::saw);
      if (cut) {
        history.cut();
      } else if (ended) {
        history.ended();
      }
    }
  }

  private final List<Script> scripts = new ArrayList<>();
  private final Map<String, Script> present = new LinkedHashMap<>();

  List<Script> scripts() {
    return scripts;
  }

  Script script(String name) {
    return scripts.stream().filter(script -> script.name.equals(name)).findFirst().orElseThrow();
  }

  void join(String name) {
    int online = present.size() + 1;
    show("+ " + name + " (" + online + " online)", "");
    Script script = new Script(name);
    script.lines.add("* name?");
    script.lines.add("* welcome " + name + " (" + online + " online)");
    present.put(name, script);
    scripts.add(script);
  }

  void say(String name) {
    Script script = Objects.requireNonNull(present.get(name));
    show(name + ": " + name + ":" + script.sent++, name);
  }

  void leave(String name) {
    Script script = Objects.requireNonNull(present.remove(name));
    script.ended = true;
    show("- " + name + " (" + present.size() + " online)", "");
  }

  void notice(String text) {
    show("* " + text, "");
  }

  void stop() {
    show("* server is shutting down", "");
    present.values().forEach(script -> script.ended = true);
    present.clear();
  }

  private void show(String line, String hiddenFrom) {
    present.forEach(
        (name, script) -> {
          if (!name.equals(hiddenFrom)) {
            script.lines.add(line);
          }
        });
  }

  void check() {
    Chronicle chronicle = new Chronicle();
    scripts.forEach(script -> script.record(chronicle));
    chronicle.check();
  }

  /**
   * Five who stay (two of them silent), visitors that come and go, notices now and then, and about
   * so many events; everybody leaves in good order.
   */
  static InventedRoom busy(long seed, int events) {
    Random random = new Random(seed);
    InventedRoom room = new InventedRoom();
    List<String> stay = List.of("silent", "still", "alice", "bob", "carol");
    stay.forEach(room::join);
    for (int i = 0; i < events; i++) {
      switch (random.nextInt(50)) {
        case 0 -> room.join("visitor" + i);
        case 1 -> room.leaveSomebody(random, stay);
        case 2 -> room.notice("notice " + i);
        default -> room.saySomething(random, stay);
      }
    }
    room.end();
    return room;
  }

  private void leaveSomebody(Random random, List<String> stay) {
    List<String> visitors = present.keySet().stream().filter(n -> !stay.contains(n)).toList();
    if (!visitors.isEmpty()) {
      leave(visitors.get(random.nextInt(visitors.size())));
    }
  }

  private void saySomething(Random random, List<String> stay) {
    List<String> talkers = present.keySet().stream().filter(n -> !n.startsWith("s")).toList();
    say(random.nextBoolean() ? stay.get(2 + random.nextInt(3)) : pick(random, talkers));
  }

  private static String pick(Random random, List<String> names) {
    return names.get(random.nextInt(names.size()));
  }

  private void end() {
    for (String name : List.copyOf(present.keySet())) {
      leave(name);
    }
  }
}
