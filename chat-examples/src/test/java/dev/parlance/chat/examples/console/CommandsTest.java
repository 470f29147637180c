package dev.parlance.chat.examples.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which commands there are, and what is said to whoever means another. */
@Timeout(60)
class CommandsTest {

  private static void isExplained(String explanation, String... args) throws Exception {
    try (ChatProgram chat = ChatProgram.start(args)) {
      assertEquals(2, chat.status());
      assertEquals(List.of(explanation), chat.errors());
    }
  }

  @Test
  void whoSaysNoCommandOrAnotherIsToldAll() throws Exception {
    String all = "server, client, user, demo, load, help (try 'chat --help')";
    isExplained("chat: say what to do: " + all);
    isExplained("chat: there is no command 'sever': one of " + all, "sever");
    isExplained("chat user: say what to do: add (try 'chat user --help')", "user");
    isExplained(
        "chat server: Unmatched argument at index 2: '7778' (try 'chat server --help')",
        "server",
        "7777",
        "7778");
  }

  @Test
  void whoAsksForAnImpossibleLimitIsToldTheOptionAndTheRule() throws Exception {
    isExplained(
        "chat server: --members: members must be 1 to 10000000: 0 (try 'chat server --help')",
        "server",
        "--members",
        "0");
  }

  @Test
  void helpTellsWhatACommandDoes() throws Exception {
    try (ChatProgram help = ChatProgram.start("help", "load")) {
      assertEquals(0, help.status());
      assertEquals("Usage: chat load [-hqV]", help.line().substring(0, 23));
    }
  }

  @Test
  void whoIsAskedInAPipeAndSaysNothingIsTold() throws Exception {
    try (ChatProgram client = ChatProgram.start("client", "localhost:1")) {
      client.typeEnd();
      assertEquals(1, client.status());
      assertEquals(List.of("chat client: a name is needed, and none came"), client.errors());
    }
    try (ChatProgram client = ChatProgram.start("client", "--login", "--name", "a", ":1")) {
      client.typeEnd();
      assertEquals(1, client.status());
      assertEquals(List.of("chat client: a secret is needed, and none came"), client.errors());
    }
    try (ChatProgram client = ChatProgram.start("client", "--secret-file", "/no/such", ":1")) {
      client.type("a\n");
      assertEquals(1, client.status());
      assertEquals(
          List.of("chat client: cannot read /no/such: no such file or directory"), client.errors());
    }
  }
}
