package dev.parlance.chat.examples.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Users from the command line on: added, logged in, refused. */
@Timeout(120)
class UsersProgramTest {

  @TempDir private Path directory = Path.of("");

  private String added(String name, String secret) throws Exception {
    String file = directory.resolve("users").toString();
    try (ChatProgram add = ChatProgram.start("user", "add", file, name)) {
      add.type(secret + "\n");
      assertEquals(0, add.status());
      assertEquals(List.of(), add.rest());
      assertEquals(List.of(), add.errors());
    }
    return file;
  }

  @Test
  void who_was_added_logs_in_and_nobody_else() throws Exception {
    String file = added("alice", "of two words");
    Path secret = Files.writeString(directory.resolve("secret"), "of two words\n");
    try (ChatProgram server = ChatProgram.start("server", "--listen", "line@:0", "--users", file)) {
      int port = server.port("nio, line");
      String place = ":" + port;
      try (ChatProgram wrong = ChatProgram.start("client", "--login", "--name", "alice", place)) {
        wrong.type("guess\n");
        assertEquals(1, wrong.status());
        assertEquals(
            List.of("chat client: name not allowed: wrong name or secret"), wrong.errors());
      }
      try (ChatProgram alice = ChatProgram.start("client", "--login", "--name", "alice", place)) {
        alice.type("of two words\n/who\n  /login alice of two words\n");
        assertEquals("* 1 online: alice", alice.line());
        assertEquals("* you are logged in already, not sent", alice.line());
        alice.type("hello\n-1\n");
        assertEquals(0, alice.status());
      }
      try (ChatProgram alice =
          ChatProgram.start(
              "client", "--secret-file", secret.toString(), "--name", "ALICE", place)) {
        alice.type("-1\n");
        assertEquals(0, alice.status());
      }
      assertEquals("alice joined (1 online)", server.logged());
      assertEquals("alice: hello", server.logged());
      server.terminate();
      List<String> rest = server.rest();
      assertTrue(rest.stream().noneMatch(line -> line.contains("two words")), rest.toString());
      assertEquals(List.of(), server.errors());
    }
  }

  @Test
  void what_is_missing_is_told_in_one_line() throws Exception {
    String file = directory.resolve("users").toString();
    try (ChatProgram server = ChatProgram.start("server", "--listen", "line@:0", "--users", file);
        ChatProgram add = ChatProgram.start("user", "add", file, "a b");
        ChatProgram none = ChatProgram.start("user", "add", file, "bob")) {
      assertEquals(1, server.status());
      assertEquals(
          List.of("chat server: no such file: " + file + " (chat user add makes one)"),
          server.errors());
      assertEquals(1, add.status());
      assertEquals(
          List.of("chat user add: name not allowed: only letters a to z, digits, '_', '-' and '.'"),
          add.errors());
      none.typeEnd();
      assertEquals(1, none.status());
      assertEquals(List.of("chat user add: a secret is needed, and none came"), none.errors());
    }
  }
}
