package dev.parlance.chat.examples.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file that a document links to is there, in a clean checkout. */
class LinksTest {

  private static final Path ROOT = Path.of("..");

  /** What follows a text or a picture in brackets, but places elsewhere and within the document. */
  private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#)([^)#]+)(#[^)]*)?\\)");

  static List<Path> documents() throws IOException {
    try (Stream<Path> top = Files.list(ROOT);
        Stream<Path> docs = Files.list(ROOT.resolve("docs"));
        Stream<Path> benchmarks = Files.list(ROOT.resolve("benchmarks"));
        Stream<Path> results = Files.list(ROOT.resolve("benchmarks/results"))) {
      return Stream.of(top, docs, benchmarks, results)
          .flatMap(files -> files)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void leadToAFile(Path document) throws IOException {
    List<String> broken =
        LINK.matcher(Files.readString(document))
            .results()
            .map(link -> link.group(1))
            .filter(target -> Files.notExists(document.resolveSibling(target)))
            .toList();
    assertEquals(List.of(), broken);
  }
}
