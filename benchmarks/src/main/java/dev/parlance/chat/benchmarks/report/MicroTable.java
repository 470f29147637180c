package dev.parlance.chat.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What JMH wrote, as a table. */
final class MicroTable {

  private final JsonNode results;

  MicroTable(Path jmh) throws IOException {
    results = new ObjectMapper().readTree(jmh.toFile());
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append("\n## JMH (`benchmarks/jmh`)\n\n");
    text.append("| benchmark | parameters | time | ± | unit | bytes allocated |\n");
    text.append("| --- | --- | --- | --- | --- | --- |\n");
    for (JsonNode result : results) {
      text.append(row(result));
    }
    return text.toString();
  }

  private static String row(JsonNode result) {
    JsonNode time = result.path("primaryMetric");
    JsonNode bytes = result.path("secondaryMetrics").path("gc.alloc.rate.norm");
    List<String> parameters = new ArrayList<>();
    result
        .path("params")
        .properties()
        .forEach(field -> parameters.add(field.getKey() + " " + field.getValue().asText()));
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.1f | %.1f | %s | %s |%n",
        result.path("benchmark").asText().replaceFirst(".*\\.(\\w+\\.\\w+)$", "$1"),
        String.join(", ", parameters),
        time.path("score").asDouble(),
        time.path("scoreError").asDouble(),
        time.path("scoreUnit").asText(),
        bytes.isMissingNode()
            ? "–"
            : String.format(Locale.ROOT, "%.2f", bytes.path("score").asDouble()));
  }
}
