package dev.parlance.chat.examples.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void a_picture_that_cannot_be_written_is_told_in_one_line(@TempDir Path folder) throws Exception {
    Path picture = folder.resolve("missing").resolve("demo.svg");
    try (ChatProgram demo = ChatProgram.start("demo", "--svg", picture.toString())) {
      assertEquals(1, demo.status());
      assertEquals(
          List.of("chat demo: cannot use " + picture + ": no such file or directory"),
          demo.errors());
    }
  }

  @Test
  void a_demo_has_a_speed() throws Exception {
    try (ChatProgram demo = ChatProgram.start("demo", "--speed", "0")) {
      assertEquals(2, demo.status());
      assertEquals(
          List.of("chat demo: the speed must be more than 0: 0.0 (try 'chat demo --help')"),
          demo.errors());
    }
  }
}
