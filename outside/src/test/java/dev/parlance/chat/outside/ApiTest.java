package dev.parlance.chat.outside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published API is kept as text, so that who changes it sees it, and so does who reviews. */
class ApiTest {

  private static final String ACCEPT =
      "mvn test -pl outside -am -Dtest=ApiTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dapi.accept=true";

  static List<Published> modules() {
    return Published.modules();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void isWhatIsOnRecord(Published module) throws IOException {
    Path record = module.directory().resolve("api.txt");
    List<String> now = ModuleText.lines(module.reference());
    if (Boolean.getBoolean("api.accept")) {
      Files.write(record, now);
    }
    List<String> before = module.has("api.txt") ? Files.readAllLines(record) : List.of();
    if (!before.equals(now)) {
      fail(
          module
              + "/api.txt is not the API any more:\n"
              + String.join("\n", changes(before, now))
              + "\nIf that is meant, run this, and commit what it writes:\n"
              + ACCEPT);
    }
  }

  /** Lines that went and lines that came, each under the type that it belongs to. */
  private static List<String> changes(List<String> before, List<String> now) {
    List<String> then = inTypes(before);
    List<String> today = inTypes(now);
    List<String> changes = new ArrayList<>();
    then.stream().filter(line -> !today.contains(line)).map("- "::concat).forEach(changes::add);
    today.stream().filter(line -> !then.contains(line)).map("+ "::concat).forEach(changes::add);
    return changes;
  }

  private static List<String> inTypes(List<String> lines) {
    List<String> full = new ArrayList<>();
    String type = "";
    for (String line : lines) {
      boolean member = line.startsWith("  ");
      type = member ? type : line;
      full.add(member ? type + " …" + line.substring(1) : line);
    }
    return full;
  }

  @Test
  void aChangeIsShownUnderItsType() {
    assertEquals(
        List.of("- class A … int a()", "+ class A … long a()"),
        changes(
            List.of("class A", "  int a()", "class B", "  int a()"),
            List.of("class A", "  long a()", "class B", "  int a()")));
  }

  /** Something of each kind. */
  public abstract static class Sample<T extends Comparable<T>> implements Runnable {

    /** A constant. */
    public static final int LIMIT = 7;

    int hidden;

    /** An array and a wildcard. */
    protected abstract byte[] bytes(List<? extends T> list, String... more) throws IOException;

    void alsoHidden() {}
  }

  @Test
  void aTypeIsShownWithWhatOthersMayUse() {
    assertEquals(
        List.of(
            "abstract class ApiTest.Sample<T extends Comparable<T>>" + " implements Runnable",
            "  static final int LIMIT = 7",
            "  Sample()",
            "  protected abstract byte[] bytes(java.util.List<? extends T>, String...)"
                + " throws java.io.IOException"),
        new ClassText(Sample.class).lines());
  }
}
