package dev.parlance.chat.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.ChatServer;
import dev.parlance.chat.benchmarks.load.FaultyServer.Fault;
import dev.parlance.chat.benchmarks.load.Outcome.Verdict;
import dev.parlance.chat.benchmarks.tls.KeyStores;
import dev.parlance.chat.benchmarks.tls.ServerIdentity;
import dev.parlance.chat.tls.TlsTransport;
import dev.parlance.chat.transport.nio.NioTransport;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class HonestyTest {

  private static final int MEMBERS = 5;

  private static Outcome run(Fault fault) throws Exception {
    try (FaultyServer server = new FaultyServer(fault);
        Trial trial = new Trial(job(server.port()), new Clock())) {
      return trial.run(members -> {});
    }
  }

  /** One talks: what is swapped are then messages of the same talker. */
  private static Job job(int port) {
    long self = ProcessHandle.current().pid();
    return new Job(
        port, self, MEMBERS, 1, 16, 0, false, true, false, 0.1, 0.2, 20, 2, List.of(), false);
  }

  @Test
  void aFaultlessServerIsFoundFaultless() throws Exception {
    Outcome outcome = run(Fault.NONE);
    assertEquals(Verdict.OK, outcome.verdict());
    assertEquals("", outcome.flaws().sample());
    assertTrue(outcome.deliveries() > 0);
    assertTrue(outcome.fan().count() > 0);
  }

  @Test
  void overTlsTheSameIsCounted(@TempDir Path directory) throws Exception {
    SSLContext context = ServerIdentity.context(KeyStores.make(directory));
    try (ChatServer server =
            ChatServer.builder().listen(TlsTransport.over(NioTransport.tcp(), context), 0).start();
        Trial trial = new Trial(job(server.port()).secured(), new Clock())) {
      Outcome outcome = trial.run(members -> {});
      assertEquals(Verdict.OK, outcome.verdict(), outcome.flaws().toString());
      assertTrue(outcome.deliveries() > 0);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void whatAServerDoesWrongIsFound(Fault fault) throws Exception {
    Outcome outcome = run(fault);
    assertEquals(Verdict.BAD, outcome.verdict(), outcome.flaws().toString());
    assertNotEquals(0, count(outcome.flaws(), fault), outcome.flaws().toString());
  }

  private static long count(Outcome.Flawed flaws, Fault fault) {
    return switch (fault) {
      case NONE -> 0;
      case DROP -> flaws.skipped();
      case DOUBLE -> flaws.repeated();
      case SWAP -> Math.min(flaws.skipped(), flaws.repeated());
      case ALTER, MIX, FORGE -> flaws.corrupt();
      case DISCONNECT -> flaws.disconnected();
      case COMPLAIN -> flaws.refused();
      case FALL_SILENT -> flaws.missing();
    };
  }
}
