package dev.parlance.chat.examples.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SnippetsTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern FENCE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern TYPE =
      Pattern.compile("^(public |final |abstract )*(class|record|interface) ", Pattern.MULTILINE);

  private static final String IMPORTS =
      """
      import dev.parlance.chat.*;
      import dev.parlance.chat.dialect.*;
      import dev.parlance.chat.examples.users.*;
      import dev.parlance.chat.micrometer.*;
      import dev.parlance.chat.names.*;
      import dev.parlance.chat.spi.*;
      import dev.parlance.chat.testkit.*;
      import dev.parlance.chat.testkit.fault.*;
      import dev.parlance.chat.testkit.history.*;
      import dev.parlance.chat.transport.nio.*;
      import dev.parlance.chat.transport.socket.*;
      import dev.parlance.chat.tls.*;
      import io.micrometer.core.instrument.MeterRegistry;
      import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
      import java.nio.ByteBuffer;
      import java.nio.file.Path;
      import java.time.Duration;
      import java.util.*;
      import java.util.concurrent.*;
      import javax.net.ssl.SSLContext;
      import org.junit.jupiter.api.*;
      import static org.junit.jupiter.api.Assertions.*;
      """;

  record Snippet(String document, String code) {
    @Override
    public String toString() {
      return document + ": " + code.lines().findFirst().orElse("");
    }
  }

  static List<Snippet> snippets() throws IOException {
    List<Path> documents = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      docs.filter(document -> document.toString().endsWith(".md")).forEach(documents::add);
    }
    List<Snippet> snippets = new ArrayList<>();
    for (Path document : documents) {
      Matcher fence = FENCE.matcher(Files.readString(document));
      while (fence.find()) {
        snippets.add(new Snippet(document.getFileName().toString(), fence.group(1)));
      }
    }
    return snippets;
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void compiles(Snippet snippet, @TempDir Path classes) {
    assertEquals("", errors(snippet.code(), classes));
  }

  @Test
  void somethingIsShown() throws IOException {
    assertTrue(snippets().stream().anyMatch(snippet -> snippet.document().equals("README.md")));
  }

  @Test
  void whatDoesNotCompileIsFound(@TempDir Path classes) {
    assertTrue(errors("ChatServer server = 1;", classes).contains("incompatible types"));
  }

  private static String errors(String code, Path classes) {
    String source =
        TYPE.matcher(code).find()
            ? IMPORTS + code
            : IMPORTS + "class Snippet { void run() throws Exception {\n" + code + "\n}}";
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options =
        List.of(
            "-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
    boolean compiled =
        compiler.getTask(messages, null, null, options, null, List.of(new Source(source))).call();
    return compiled ? "" : messages + source;
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String code;

    Source(String code) {
      super(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE);
      this.code = code;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return code;
    }
  }
}
