package dev.parlance.chat.examples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The play, performed once without a pause, and what is shown of it. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlayTest {

  private final Recording recording = new Recording(new Script(true));
  private final List<String> moments = new ArrayList<>();
  private Play play;
  private String summary = "";

  @BeforeAll
  void perform() throws IOException {
    play =
        new Play(
            (what, actors, beats) -> {
              moments.add(what);
              recording.moment(what, actors, beats);
            });
    summary = play.perform();
  }

  @AfterAll
  void close() throws IOException {
    play.close();
  }

  private List<String> seen(int actor) {
    return play.actors().get(actor).lines().stream()
        .map(line -> (line.sent() ? "> " : "< ") + line.text())
        .toList();
  }

  @Test
  void allHappensAndIsSeen() {
    assertTrue(summary.startsWith("21 events: "), summary);
    assertEquals("lena joins, in the line dialect", moments.get(0));
    assertEquals(23, moments.size());
  }

  @Test
  void everyMemberSeesItInItsOwnWords() {
    String counted = play.actors().get(2).identity().known();
    String address = "('127.0.0.1', " + play.actors().get(2).identity().port() + ")";
    String text = "I am but an address";
    assertTrue(seen(0).contains("< " + counted + ": " + text));
    assertTrue(seen(1).contains("< " + counted + " ~ " + text));
    assertTrue(seen(2).contains("> " + text));
    assertTrue(seen(3).contains("< \r<" + address + "> " + text));
    assertTrue(seen(4).contains("< " + counted + ": " + text));
    assertTrue(seen(5).contains("< " + counted + " ~ " + text));
    assertEquals(
        List.of("< - tim (5 online)", "< * server is shutting down", "< (end)"),
        seen(0).subList(seen(0).size() - 3, seen(0).size()));
  }

  @Test
  void eachScreenIsExactlyAsWideAsItShouldBe() {
    for (int width = 78; width < 200; width += 11) {
      for (int height = 20; height < 70; height += 7) {
        Panes panes = new Panes(new Script(true), width, height);
        assertTrue(panes.fits());
        List<AttributedString> screen = panes.screen("what happened", play.actors());
        assertTrue(screen.size() <= height, "too high");
        for (AttributedString line : screen) {
          assertEquals(width, line.columnLength(), line.toString());
        }
      }
    }
  }

  @Test
  void aScreenThatIsTooSmallIsKnownForOne() {
    assertFalse(new Panes(new Script(true), 77, 40).fits());
    assertFalse(new Panes(new Script(true), 120, 18).fits());
    assertFalse(new Panes(new Script(true), 0, 0).fits());
    assertEquals(1, new Panes(new Script(true), 1, 1).screen("", List.of()).get(0).length());
  }

  @Test
  void thePictureIsTheLastScreenAndHidesWhatWasBefore(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("demo.svg");
    new Picture(recording).write(file);
    Document svg = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    StringBuilder last = new StringBuilder();
    NodeList texts = svg.getElementsByTagName("text");
    for (int i = 0; i < texts.getLength(); i++) {
      Element text = (Element) texts.item(i);
      if (!text.getAttribute("class").endsWith(" gone")) {
        last.append(text.getTextContent()).append('\n');
      }
    }
    assertTrue(last.toString().contains("▸ the server stops, and everybody"));
    assertTrue(last.toString().contains("🎉"));
    assertFalse(last.toString().contains("▸ lena joins"));
    assertTrue(Files.readString(file).contains("▸ lena joins"));
    assertTrue(Files.size(file) < 200_000, "too large for a page to load");
  }
}
