package dev.parlance.chat.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.Authenticator;
import dev.parlance.chat.ChatServer;
import dev.parlance.chat.Limits;
import dev.parlance.chat.Listener;
import dev.parlance.chat.Message;
import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.dialect.LineDialect;
import dev.parlance.chat.dialect.NickDialect;
import dev.parlance.chat.dialect.TildeDialect;
import dev.parlance.chat.testkit.MemoryTransport;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a peer sends to make others, or the log, see a line that the server did not mean. */
@Timeout(30)
class InjectionTest {

  /** What is in none of the lines of a log, and in nothing that a member is shown. */
  private static final Pattern HARMFUL =
      Pattern.compile("[\\p{Cntrl}&&[^\t]]|[\u0080-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]");

  private static final int LONGEST_LOGGED = 1000;

  private final MemoryTransport transport = MemoryTransport.create();
  private final LogTap log = new LogTap();
  private final List<Dialect> dialects =
      List.of(new LineDialect(), new TildeDialect(), new NickDialect());
  private ChatServer server = start(Limits.defaults(), Listener.of(message -> {}));

  private ChatServer start(Limits limits, Listener listener) {
    ChatServer.Builder builder = ChatServer.builder().limits(limits).listener(listener);
    dialects.forEach(dialect -> builder.listen(transport, 0, dialect));
    Authenticator failing =
        attempt -> {
          char[] secret = attempt.secret();
          if (secret != null) {
            throw new IllegalStateException(attempt + " " + new String(secret));
          }
          return CompletableFuture.completedFuture(Authenticator.Verdict.accepted());
        };
    return builder.authenticator(failing).start();
  }

  @AfterEach
  void theLogIsWhatItShouldBe() {
    server.close();
    log.close();
    for (String line : log.lines()) {
      assertTrue(
          line.matches(
              "(ERROR|WARN|INFO|DEBUG|TRACE) .*|\tat .*|[\\w.$]+(: .*)?|Caused by: .*|\t.*"),
          line);
      assertTrue(!HARMFUL.matcher(line).find(), line);
      assertTrue(line.length() <= LONGEST_LOGGED, line);
    }
  }

  private Terminal connect(int dialect) {
    return Terminal.connect(transport, server.addresses().get(dialect));
  }

  private Terminal witness() {
    return connect(0).type("bob\n").sees("* name?\n* welcome bob (1 online)\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eve\r+ forged (9 online)",
        "eve\u001b[2J",
        "eve\u0000",
        "eve\u0085forged",
        "eve\u202emoc",
        "eve\u2028+ forged (9 online)",
        "eve\u2029",
        "eve\u2066x"
      })
  void noNameShowsAnybodyMoreThanAName(String name) {
    Terminal witness = witness();
    for (int dialect = 0; dialect < dialects.size(); dialect++) {
      connect(dialect).type(name + "\n").hangsUp().isClosed();
      connect(0).type("/login " + name + " secret\n").hangsUp().isClosed();
    }
    witness.type("/who\n").sees("* 1 online: bob\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hi\r+ forged (9 online)",
        "hi\u001b[2J",
        "hi\u0000",
        "hi\u0007",
        "hi\u007f",
        "hi\u0085forged",
        "hi\u009b2J",
        "hi\u202eolleh",
        "hi\u2028+ forged (9 online)",
        "hi\u2029",
        "hi\u2067x"
      })
  void noTextShowsAnybodyMoreThanALine(String text) {
    Terminal witness = witness();
    Terminal eve = connect(0).type("eve\n" + text + "\nfine\n-1\n").hangsUp();
    eve.isClosed();
    witness.sees("+ eve (2 online)\neve: fine\n- eve (1 online)\n");
  }

  @Test
  void aTextOfAnUnframedDialectIsOneLineEach() {
    Terminal witness = witness();
    Terminal eve = connect(1).type("eve");
    witness.sees("+ eve (2 online)\n");
    eve.sees("server ~ eve has joined").type("hi\n+ forged (9 online)\r\n");
    witness.sees("eve: hi\neve: + forged (9 online)\n");
  }

  @Test
  void whatIsVeryLongIsShownToNobody() {
    Terminal witness = witness();
    String megabyte = "x".repeat(1 << 20);
    connect(0).type(megabyte).type("\n").isClosed();
    connect(0).type("/login eve " + megabyte + "\n").isClosed();
    connect(1).type(megabyte).isClosed();
    witness.type("/who\n").sees("* 1 online: bob\n");
  }

  @Test
  void noSecretIsLoggedOrShown() {
    Terminal witness = witness();
    for (String secret :
        List.of("s3cret", "s3cret\u202e", "s3cret\u2028", "s3cret\u001b", "s3c\r")) {
      connect(0).type("/login eve " + secret + "\n-1\n").hangsUp().isClosed();
    }
    witness.type("/who\n").sees("* 1 online: bob\n");
    log.awaits("an authenticator failed");
    assertTrue(log.lines().stream().noneMatch(line -> line.contains("s3c")));
  }

  /** Where the application wants such texts, its own failures still write no lines of theirs. */
  @Test
  void aTextInTheMessageOfAFailureIsEscapedAndCut() {
    server.close();
    Listener failing =
        new Listener() {
          @Override
          public void said(Message.Said said) {
            throw new IllegalStateException(said.text(), new RuntimeException(said.text()));
          }
        };
    server = start(Limits.defaults().withBidirectional(true), failing);
    witness();
    connect(0).type("eve\nhi\u202eolleh" + "x".repeat(3000) + "\n-1\n").hangsUp().isClosed();
    log.awaits("java.lang.IllegalStateException: hi\\u202eolleh");
    log.awaits("x… (2608 more)");
    assertEquals(1, server.online());
  }
}
