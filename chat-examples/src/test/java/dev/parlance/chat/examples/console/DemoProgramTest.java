package dev.parlance.chat.examples.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DemoProgramTest {

  @Test
  void where_there_is_no_terminal_each_member_has_a_section() throws Exception {
    try (ChatProgram demo = ChatProgram.start("demo")) {
      assertEquals(0, demo.status());
      List<String> lines = demo.rest();
      assertEquals("lena line · TCP NIO", lines.get(0));
      assertEquals("← * name?", lines.get(1));
      assertEquals(6, lines.stream().filter(String::isEmpty).count());
      assertTrue(lines.contains("nora nick · TCP blocking"), lines::toString);
      assertTrue(lines.contains("← [SERVER] Server is shutting down."), lines::toString);
      assertTrue(lines.get(lines.size() - 1).startsWith("21 events: "), lines::toString);
      assertEquals(List.of(), demo.errors());
    }
  }
}
