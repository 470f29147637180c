package dev.parlance.chat.examples.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.dialect.LineDialect;
import dev.parlance.chat.dialect.TildeDialect;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PayloadTest {

  private static final LoadPlan LINES = LoadPlans.of(new LineDialect());
  private static final LoadPlan CHUNKS = LoadPlans.of(new TildeDialect());

  private final List<String> found = new ArrayList<>();

  private final Payload.Found finder =
      new Payload.Found() {
        @Override
        public void text(int talker, int counter, long micros) {
          found.add(talker + ":" + counter + "@" + micros);
        }

        @Override
        public void broken() {
          found.add("broken");
        }
      };

  private void read(LoadPlan plan, String from, String... texts) {
    Payload reader = new Payload(plan);
    for (String text : texts) {
      reader.read(from, text, finder);
    }
  }

  @Test
  void aTextIsFoundAgain() {
    String text = Payload.text(LINES, 1, 42, 1_000_000);
    assertEquals(LINES.size(), text.length());
    read(LINES, "load-1", text);
    assertEquals(List.of("1:42@1000000"), found);
  }

  @Test
  void whatOthersSayIsNoneOfItsBusiness() {
    read(LINES, "bob", "hello", "has anybody seen load-1:2:3:xx|");
    assertEquals(List.of(), found);
  }

  @Test
  void aTextThatWasChangedIsBroken() {
    String text = Payload.text(LINES, 1, 42, 7);
    read(LINES, "load-1", text.replace("x|", "y|"), text.replace("xx|", "x|"), text + "x");
    assertEquals(List.of("broken", "broken", "broken"), found);
  }

  @Test
  void aTextUnderTheNameOfAnotherIsBroken() {
    read(LINES, "load-0", Payload.text(LINES, 1, 42, 7));
    assertEquals(List.of("broken"), found);
  }

  @Test
  void anAddressSaysNothingOfTheTalker() {
    read(LINES, "127.0.0.1:5000", Payload.text(LINES, 1, 42, 7));
    assertEquals(List.of("1:42@7"), found);
  }

  @Test
  void whereThereIsNoFramingTextsAreFoundGluedAndCut() {
    String first = Payload.text(CHUNKS, 0, 0, 1);
    String second = Payload.text(CHUNKS, 1, 0, 2);
    String third = Payload.text(CHUNKS, 0, 1, 3);
    read(
        CHUNKS,
        "load-0",
        first + "load-1 ~ " + second.substring(0, 10),
        second.substring(10) + "load-0 ~ " + third);
    assertEquals(List.of("0:0@1", "1:0@2", "0:1@3"), found);
  }

  @Test
  void whereThereIsNoFramingTheEndOfATextMayPassForANameOrANotice() {
    String first = Payload.text(CHUNKS, 0, 0, 1);
    String second = Payload.text(CHUNKS, 1, 0, 2);
    Payload reader = new Payload(CHUNKS);
    reader.read("load-0", first.substring(0, 40), finder);
    reader.read(first.substring(40) + "load-1", second.substring(0, 5), finder);
    reader.readNotice(second.substring(5), finder);
    assertEquals(List.of("0:0@1", "1:0@2"), found);
  }

  /** Plans of which only the dialect matters. */
  static final class LoadPlans {

    private LoadPlans() {}

    static LoadPlan of(Dialect dialect) {
      return LoadTest.plan(LoadTest.memory(dialect), dialect);
    }
  }
}
