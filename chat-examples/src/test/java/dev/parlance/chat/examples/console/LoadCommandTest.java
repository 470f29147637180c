package dev.parlance.chat.examples.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parlance.chat.ChatServer;
import dev.parlance.chat.transport.nio.NioTransport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(60)
class LoadCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int load(String... args) {
    return new CommandLine(new LoadCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }

  private int shortLoad(ChatServer server, String... more) {
    List<String> args = new ArrayList<>(List.of("--members", "3", "--talkers", "2"));
    args.addAll(List.of("--rate", "200", "--warmup", "0s", "--duration", "100ms"));
    args.addAll(List.of(more));
    args.add("localhost:" + server.port());
    return load(args.toArray(String[]::new));
  }

  @Test
  void aTableTellsWhatCameOfIt() {
    try (ChatServer server = ChatServer.builder().listen(NioTransport.tcp(), 0).start()) {
      assertEquals(0, shortLoad(server));
      String table = out.toString();
      assertTrue(table.contains("3 members, 2 talkers, line at localhost:" + server.port()), table);
      assertTrue(table.contains("40 of 40"), table);
      assertTrue(table.contains("p99.9"), table);
      assertTrue(table.contains("complete: everybody was told everything"), table);
      assertEquals("", err.toString());
    }
  }

  @Test
  void jsonAndPlotsAreWritten(@TempDir Path folder) throws Exception {
    Path png = folder.resolve("latency.png");
    Path svg = folder.resolve("latency.svg");
    try (ChatServer server = ChatServer.builder().listen(NioTransport.tcp(), 0).start()) {
      assertEquals(0, shortLoad(server, "--json", "-", "--plot", png.toString()));
      JsonNode json = new ObjectMapper().readTree(out.toString());
      assertTrue(json.get("complete").asBoolean());
      assertEquals(40, json.get("delivered").asInt());
      assertTrue(json.at("/latency/p99").asDouble() > 0);
      assertFalse(json.at("/latency/curve").isEmpty());
      assertTrue(err.toString().contains("complete"), "the table goes elsewhere");
      assertEquals(0, shortLoad(server, "--plot", svg.toString()));
    }
    assertTrue(ImageIO.read(png.toFile()).getWidth() >= 900);
    assertTrue(Files.readString(svg).contains("<svg"));
  }

  @Test
  void aWrongCommandLineIsExplained() {
    assertEquals(2, load("--members", "1"));
    assertTrue(err.toString().contains("there must be 2 members or more: 1"), err.toString());
    assertEquals(2, load("--plot", "latency.pdf"));
    assertTrue(err.toString().contains("a plot is a .png or .svg: latency.pdf"), err.toString());
    assertEquals(2, load("--json", "no/such/folder/load.json"));
    assertTrue(err.toString().contains("cannot write no/such/folder/load.json"), err.toString());
    assertEquals(2, load("--dialect", "nick", "--size", "2000"));
    assertTrue(err.toString().contains("64 to 900 in dialect nick: 2000"), err.toString());
    assertEquals(2, load("--duration", "soon"));
    assertTrue(err.toString().contains("'soon' is no span of time"), err.toString());
  }

  @Test
  void aNameThatIsTakenIsToldInOneLine() throws Exception {
    try (ChatServer server = ChatServer.builder().listen(NioTransport.tcp(), 0).start();
        RawPeer other = RawPeer.join(server.port(), "crowd-0", 1);
        ChatProgram load = ChatProgram.start("load", "--names", "crowd", ":" + server.port())) {
      assertEquals(1, load.status());
      assertEquals(
          List.of("chat load: member 1 of 10 cannot join: name taken: crowd-0"), load.errors());
      other.send("-1\n");
      other.expectEnd();
    }
  }

  @Test
  void spansOfTimeAreRead() {
    assertEquals(Duration.ofMillis(500), TimeSpan.parse("500ms"));
    assertEquals(Duration.ofSeconds(30), TimeSpan.parse("30"));
    assertEquals(Duration.ofMinutes(2), TimeSpan.parse("2m"));
    assertEquals(Duration.ofHours(1), TimeSpan.parse("1h"));
  }
}
