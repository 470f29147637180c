package dev.parlance.chat.examples.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each test that a document names is there. */
class NamedTestsTest {

  private static final Path ROOT = Path.of("..");

  /**
   * {@code SomeTest}, {@code SomeTest.aFact}, {@code SomeTest.theBeginningOf…}; {@code aFact} alone
   * is one of a class that was named before. Names of methods have two words at least.
   */
  private static final Pattern NAMED =
      Pattern.compile("`(?:(\\w+(?:Test|Facts))(?:\\.(\\w+)(…?))?|([a-z]+\\w*[A-Z_]\\w*)(…?))`");

  private static final Map<String, String> TESTS = tests();

  private static Map<String, String> tests() {
    Map<String, String> tests = new HashMap<>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file : (Iterable<Path>) files.filter(NamedTestsTest::isTest)::iterator) {
        String name = file.getFileName().toString().replace(".java", "");
        tests.merge(name, Files.readString(file), String::concat); // several may have one name
      }
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
    return tests;
  }

  private static boolean isTest(Path file) {
    return file.toString().matches(".*/src/(test|main)/java/.*(Test|Facts)\\.java");
  }

  /** What the last column of a document's tables names and nobody has written. */
  private static List<String> missing(String document) {
    List<String> missing = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (String row : document.lines().filter(line -> line.startsWith("|")).toList()) {
      Matcher named = NAMED.matcher(row.substring(row.lastIndexOf('|', row.length() - 2)));
      while (named.find()) {
        if (!isThere(named, known)) {
          missing.add(named.group());
        }
      }
    }
    return missing;
  }

  private static boolean isThere(Matcher named, Set<String> known) {
    String test = named.group(1);
    if (test == null) {
      String start = start(named.group(4), named.group(5));
      return known.stream().anyMatch(one -> source(one).contains(start));
    }
    known.add(test);
    return TESTS.containsKey(test) && source(test).contains(start(named.group(2), named.group(3)));
  }

  private static String source(String test) {
    return TESTS.getOrDefault(test, "");
  }

  /** How a method with this name, or one that goes on like this, is declared. */
  private static String start(@Nullable String method, @Nullable String more) {
    return method == null ? "" : "void " + method + ("…".equals(more) ? "" : "(");
  }

  @ParameterizedTest
  @ValueSource(strings = {"security.md", "reliability.md"})
  void existsIfItIsNamed(String document) throws IOException {
    assertEquals(List.of(), missing(Files.readString(ROOT.resolve("docs").resolve(document))));
  }

  @Test
  void whatIsNotThereIsFound() {
    String table = "| a | `NamedTestsTest.existsIf…`, `whatIsNotThereIsFound` |\n";
    assertEquals(List.of(), missing(table));
    assertEquals(
        List.of("`NoTest`", "`NoTest.aFact`", "`existsIfItIs`"),
        missing("| `NoTest`, `NoTest.aFact` |\n| `NamedTestsTest`, `existsIfItIs` |\n"));
    assertTrue(TESTS.size() > 50);
  }
}
