package dev.parlance.chat.testkit.server;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.testkit.MemoryTransport;
import dev.parlance.chat.testkit.history.Chronicle;
import dev.parlance.chat.testkit.history.History;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real server behind a transport that changes one line in ten thousand is found out. */
@Timeout(60)
class TamperedRoomTest {

  private static final int LINES = 7_000;

  /** What becomes of the ten thousandth line, and the one after it. */
  enum Tampering {
    DROPS {
      @Override
      String change(String line, String next) {
        return next;
      }
    },
    DOUBLES {
      @Override
      String change(String line, String next) {
        return line + line + next;
      }
    },
    SWAPS {
      @Override
      String change(String line, String next) {
        return next + line;
      }
    },
    ADDS_A_NOTICE {
      @Override
      String change(String line, String next) {
        return line + "* not from the room\n" + next;
      }
    };

    abstract String change(String line, String next);
  }

  /** Two talk and two listen, the first of them behind the link that is tampered with. */
  private static void converse(UnaryOperator<String> tamper) {
    Chronicle chronicle = new Chronicle();
    TamperedTransport transport = new TamperedTransport(MemoryTransport.create(), tamper);
    try (ChatServer server = ChatServer.builder().listen(transport, 0).start()) {
      List<Terminal> members = new ArrayList<>();
      for (String name : List.of("victim", "witness", "alice", "bob")) {
        History history = chronicle.member(name);
        members.add(
            Terminal.connect(transport, server.addresses().get(0), history).type(name + "\n"));
        history.awaitWelcome(Duration.ofSeconds(10));
      }
      List<History> histories = chronicle.histories();
      for (int i = 0; i < LINES; i++) {
        members.get(2).type(histories.get(2).say() + "\n");
        members.get(3).type(histories.get(3).say() + "\n");
      }
      members.get(2).hangsUp().isClosed();
      members.get(3).hangsUp().isClosed();
    }
    chronicle.histories().forEach(history -> assertTrue(history.size() >= LINES, "" + history));
    chronicle.check();
  }

  @Test
  void anHonestTransportPasses() {
    converse(line -> line);
  }

  @ParameterizedTest
  @EnumSource
  void oneChangeIsCaught(Tampering tampering) {
    int[] count = {0};
    StringBuilder held = new StringBuilder();
    UnaryOperator<String> tamper =
        line -> {
          count[0]++;
          if (count[0] == 10_000) {
            held.append(line);
            return "";
          }
          return count[0] == 10_001 ? tampering.change(held.toString(), line) : line;
        };
    AssertionError caught = assertThrows(AssertionError.class, () -> converse(tamper));
    assertTrue(caught.toString().contains("victim"), caught.toString());
  }
}
