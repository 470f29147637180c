package dev.parlance.chat.testkit.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.Attempt;
import dev.parlance.chat.Authenticator;
import dev.parlance.chat.Authenticator.Verdict;
import dev.parlance.chat.ChatClient;
import dev.parlance.chat.ChatServer;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Limits;
import dev.parlance.chat.Listener;
import dev.parlance.chat.NameRefusedException;
import dev.parlance.chat.dialect.AddressDialect;
import dev.parlance.chat.dialect.DatagramDialect;
import dev.parlance.chat.dialect.TildeDialect;
import dev.parlance.chat.testkit.MemoryTransport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An authenticator that takes its time, and everybody who has to wait for it. */
@Timeout(30)
class LoginTest {

  /** Somebody an authenticator was asked about, and the verdict to be. */
  private record Asked(Attempt attempt, String secret, CompletableFuture<Verdict> verdict) {}

  private final MemoryTransport transport = MemoryTransport.create();
  private final MemoryTransport datagrams = MemoryTransport.datagrams();
  private final Journal journal = new Journal();
  private final AtomicLong now = new AtomicLong();
  private final BlockingQueue<Asked> questions = new LinkedBlockingQueue<>();
  private ChatServer server = start(this::ask);

  private CompletionStage<Verdict> ask(Attempt attempt) {
    char[] secret = attempt.secret();
    CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    questions.add(new Asked(attempt, secret == null ? "" : new String(secret), verdict));
    return verdict;
  }

  private ChatServer start(Authenticator authenticator) {
    return ChatServer.builder()
        .listen(transport, 0)
        .listen(transport, 0, new TildeDialect())
        .listen(transport, 0, new AddressDialect())
        .listen(datagrams, 0, new DatagramDialect())
        .listener(journal)
        .authenticator(authenticator)
        .ticker(now::get)
        .start();
  }

  private void restart(Authenticator authenticator) {
    server.close();
    server = start(authenticator);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Terminal connect() {
    return Terminal.connect(transport, server.addresses().get(0)).sees("* name?\n");
  }

  private Asked asked() throws InterruptedException {
    Asked question = questions.poll(10, TimeUnit.SECONDS);
    if (question == null) {
      throw new AssertionError("nobody was asked");
    }
    return question;
  }

  private Terminal join(String name, int online) throws InterruptedException {
    Terminal member = connect().type("/login " + name + " secret\n");
    asked().verdict().complete(Verdict.accepted());
    return member.sees("* welcome " + name + " (" + online + " online)\n");
  }

  private void awaitCloses(CloseReason reason) {
    while (server.closes(reason) == 0) {
      Thread.onSpinWait();
    }
    assertEquals(1, server.closes(reason));
  }

  @Test
  void whatCameBehindWaitsForTheVerdictAndNothingIsLost() throws Exception {
    Terminal bob = join("bob", 1);
    Terminal alice = connect().type("/login alice of two words\none\ntwo\n/who\n");
    Asked question = asked();
    alice.type("three\n").hangsUp().sees("");
    assertEquals("alice", question.attempt().name());
    assertEquals("of two words", question.secret());
    assertNull(question.attempt().principal());
    assertFalse(question.attempt().toString().contains("words"));
    question.verdict().complete(Verdict.accepted());
    alice.sees("* welcome alice (2 online)\n* 2 online: bob alice\n").seesTheEnd();
    bob.sees("+ alice (2 online)\nalice: one\nalice: two\nalice: three\n- alice (1 online)\n");
  }

  @Test
  void aVerdictMayBeThereAtOnce() {
    restart(attempt -> CompletableFuture.completedFuture(Verdict.accepted()));
    connect()
        .type("/login alice secret\n/who\n")
        .sees("* welcome alice (1 online)\n* 1 online: alice\n");
  }

  @Test
  void aNameAloneIsAskedAboutToo() throws Exception {
    Terminal alice = connect().type("alice\n");
    Asked question = asked();
    assertNull(question.attempt().secret());
    question.verdict().complete(Verdict.refused("log in, please"));
    alice.sees("! name not allowed: log in, please\n");
  }

  @Test
  void aRefusalIsOneLineToWhomItConcerns() throws Exception {
    Terminal bob = join("bob", 1);
    Terminal alice = connect();
    for (int i = 0; i < 3; i++) {
      alice.type("/login alice wrong\n");
      asked().verdict().complete(Verdict.refused("wrong name or secret"));
      alice.sees("! name not allowed: wrong name or secret\n");
    }
    alice.seesTheEnd().hangsUp().isClosed();
    awaitCloses(CloseReason.LOGIN_REFUSED);
    assertEquals(3, server.metrics().connections().refusedLogins());
    join("carol", 2);
    bob.sees("+ carol (2 online)\n");
    assertTrue(server.kick("carol", "x"));
    bob.sees("- carol (1 online)\n");
  }

  @Test
  void anAuthenticatorMayGiveAnotherName() throws Exception {
    Terminal guest = connect().type("alice\n");
    asked().verdict().complete(Verdict.acceptedAs("guest-1"));
    guest.sees("* welcome guest-1 (1 online)\n");
    Terminal other = connect().type("bob\n");
    asked().verdict().complete(Verdict.acceptedAs("GUEST-1"));
    other.sees("! name taken: GUEST-1\n").type("bob\n");
    asked().verdict().complete(Verdict.acceptedAs("no name at all"));
    other.sees("! name not allowed: only letters a to z, digits, '_', '-' and '.'\n");
  }

  @Test
  void theSecretIsWipedOnceTheVerdictIsThere() throws Exception {
    Terminal alice = connect().type("/login alice secret\n");
    Asked question = asked();
    question.verdict().complete(Verdict.accepted());
    alice.sees("* welcome alice (1 online)\n");
    assertArrayEquals(new char[6], question.attempt().secret());
  }

  @Test
  void anAuthenticatorThatTakesTooLongIsNotWaitedFor() throws Exception {
    Terminal alice = connect().type("/login alice secret\n");
    Asked question = asked();
    now.addAndGet(Duration.ofSeconds(5).plusMillis(1).toNanos());
    alice.sees("! name not allowed: it could not be checked in time\n");
    assertArrayEquals(new char[6], question.attempt().secret());
    question.verdict().complete(Verdict.accepted()); // too late
    alice.type("/login alice again\n");
    asked().verdict().complete(Verdict.accepted());
    alice.sees("* welcome alice (1 online)\n");
    assertEquals(1, server.metrics().connections().refusedLogins());
  }

  @Test
  void theNameDeadlineIsNotProlonged() throws Exception {
    Terminal alice = connect().type("/login alice secret\n");
    Asked question = asked();
    now.addAndGet(Limits.defaults().nameDeadline().plusMillis(1).toNanos());
    alice.sees("! name not allowed: it could not be checked in time\n! no name within 10 s\n");
    alice.seesTheEnd().hangsUp().isClosed();
    question.verdict().complete(Verdict.accepted());
    awaitCloses(CloseReason.NAME_TIMEOUT);
    assertEquals(0, server.online());
  }

  /** A stage that completes as often as it likes. */
  private static final class Twice extends CompletableFuture<Verdict> {
    @Override
    public CompletableFuture<Verdict> whenComplete(
        java.util.function.BiConsumer<? super Verdict, ? super Throwable> action) {
      action.accept(Verdict.refused("no"), null);
      action.accept(Verdict.accepted(), null);
      action.accept(null, new IllegalStateException());
      return this;
    }
  }

  @Test
  void theFirstVerdictHolds() {
    restart(attempt -> new Twice());
    connect().type("alice\n/quit\n").sees("! name not allowed: no\n").seesTheEnd();
    assertEquals(1, server.metrics().connections().refusedLogins());
  }

  @SuppressWarnings("NullAway") // What an application must not do.
  static Stream<Arguments> failing() {
    Authenticator throwing =
        attempt -> {
          throw new IllegalStateException("secret\n");
        };
    Authenticator breaking =
        attempt -> {
          throw new AssertionError("secret\n");
        };
    return Stream.of(
        Arguments.of(throwing, "IllegalStateException"),
        Arguments.of(breaking, "AssertionError"),
        Arguments.of((Authenticator) attempt -> null, "NullPointerException"),
        Arguments.of(
            (Authenticator) attempt -> CompletableFuture.completedFuture(null),
            "NullPointerException"),
        Arguments.of(
            (Authenticator)
                attempt ->
                    CompletableFuture.failedFuture(
                        new RuntimeException("secret", new Exception("secret"))),
            "RuntimeException"),
        Arguments.of(
            Authenticator.on(
                task -> {
                  throw new java.util.concurrent.RejectedExecutionException("secret");
                },
                attempt -> Verdict.accepted()),
            "RejectedExecutionException"));
  }

  @ParameterizedTest
  @MethodSource("failing")
  void anAuthenticatorThatFailsRefusesAndTheLogHoldsNoSecret(Authenticator failing, String kind) {
    try (LogTap log = new LogTap()) {
      restart(failing);
      connect()
          .type("/login alice secret\n-1\n")
          .sees("! name not allowed: it could not be checked, try again later\n")
          .seesTheEnd();
      log.awaits("an authenticator failed (1 times since the last such line)");
      log.awaits(kind);
      assertFalse(String.join("\n", log.lines()).contains("secret"));
    }
  }

  @Test
  void ofTwoWhoAreAcceptedByOneNameTheFirstIsIn() throws Exception {
    Terminal one = connect().type("/login alice secret\n");
    Asked first = asked();
    Terminal two = connect().type("/login ALICE secret\n");
    Asked second = asked();
    second.verdict().complete(Verdict.accepted());
    two.sees("* welcome ALICE (1 online)\n");
    first.verdict().complete(Verdict.accepted());
    one.sees("! name taken: alice\n");
    assertEquals(List.of("joined ALICE 1"), journal.lines(1));
  }

  @Test
  void whoHasGoneMeanwhileIsForgotten() throws Exception {
    Terminal alice = connect().type("/login alice secret\n");
    Asked question = asked();
    alice.breaksOff().isClosed();
    awaitCloses(CloseReason.CONNECTION_LOST);
    assertArrayEquals(new char[6], question.attempt().secret());
    question.verdict().complete(Verdict.accepted());
    assertEquals(0, server.online());
    join("alice", 1);
    assertEquals(List.of("closed somebody CONNECTION_LOST", "joined alice 1"), journal.lines(2));
  }

  @Test
  void aServerThatStopsWaitsForNoVerdict() throws Exception {
    Terminal alice = connect().type("/login alice secret\n");
    Asked question = asked();
    alice.hangsUp();
    server.close();
    alice.seesTheEnd();
    question.verdict().complete(Verdict.accepted());
    assertEquals(0, server.online());
  }

  @Test
  void theOwnerOfANameTakesItOverFromItsGhost() throws Exception {
    Terminal witness = join("bob", 1);
    Terminal ghost = join("alice", 2);
    Terminal owner = connect().type("/login Alice secret\nback\n");
    asked().verdict().complete(Verdict.accepted().takingOver());
    owner.sees("* welcome Alice (2 online)\n");
    witness.sees("+ alice (2 online)\n- alice (1 online)\n+ Alice (2 online)\nAlice: back\n");
    ghost.sees("! your name was taken over by another connection\n").seesTheEnd();
    ghost.hangsUp().isClosed();
    awaitCloses(CloseReason.TAKEN_OVER);
    assertEquals(
        List.of("joined bob 1", "joined alice 2", "left alice 1", "joined Alice 2"),
        journal.lines(4).subList(0, 4));
  }

  @Test
  void takingOverANameThatNobodyHasIsJustJoining() throws Exception {
    Terminal alice = connect().type("alice\n");
    asked().verdict().complete(Verdict.accepted().takingOver());
    alice.sees("* welcome alice (1 online)\n");
  }

  @Test
  void whoIsBannedWhileItWaitsDoesNotGetIn() throws Exception {
    Terminal alice = connect().type("alice\n");
    Asked question = asked();
    server.ban("alice", "spam");
    question.verdict().complete(Verdict.accepted());
    alice.sees("! you are banned: spam\n").seesTheEnd().hangsUp().isClosed();
    awaitCloses(CloseReason.BANNED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/login bob s3cret", " /LOGIN bob s3cret", "\t/login\tbob s3cret"})
  void aLoginThatCameTooLateIsSaidToNobody(String late) throws Exception {
    try (LogTap log = new LogTap()) {
      Terminal alice = join("alice", 1);
      Terminal bob = join("bob", 2).type(late + "\nhello\n");
      bob.sees("! you are logged in already, not sent\n");
      alice.sees("+ bob (2 online)\nbob: hello\n");
      assertEquals(List.of("joined alice 1", "joined bob 2", "said bob: hello"), journal.lines(3));
      assertFalse(String.join("\n", log.lines()).contains("s3cret"));
    }
  }

  @Test
  void aSecretIsText() throws Exception {
    connect()
        .type("/login alice a\u0007b\n")
        .sees("! name not allowed: in its secret, control character U+0007 is not allowed\n")
        .type("/login alice \n")
        .sees("! name not allowed: log in by /login NAME SECRET\n")
        .type(new byte[] {'/', 'l', 'o', 'g', 'i', 'n', ' ', 'a', ' ', (byte) 0xff, '\n'})
        .sees("! name not allowed: in its secret, not valid UTF-8\n");
    assertTrue(questions.isEmpty());
  }

  @Test
  void otherDialectsGoWithTheNameAlone() throws Exception {
    Terminal alice = Terminal.connect(transport, server.addresses().get(1)).type("alice");
    Asked question = asked();
    assertNull(question.attempt().secret());
    question.verdict().complete(Verdict.refused("no"));
    alice.sees("server ~ name not allowed: no").type("alice");
    asked().verdict().complete(Verdict.accepted());
    alice.sees("server ~ alice has joined");
  }

  @Test
  void whoHasNoNameIsAskedAboutByItsAddress() throws Exception {
    Terminal stranger = Terminal.connect(transport, server.addresses().get(2));
    Asked question = asked();
    assertFalse(question.attempt().user().isNamed());
    question.verdict().complete(Verdict.refused("no strangers"));
    stranger.sees("name not allowed: no strangers\n").seesTheEnd().hangsUp().isClosed();
    awaitCloses(CloseReason.LOGIN_REFUSED);
    Terminal guest = Terminal.connect(transport, server.addresses().get(2));
    asked().verdict().complete(Verdict.acceptedAs("guest"));
    guest.type("hi\n");
    assertEquals(
        List.of("closed somebody LOGIN_REFUSED", "joined guest 1", "said guest: hi"),
        journal.lines(3));
  }

  @Test
  void whoHasNoNameAndIsGivenOneThatIsTakenCannotTryAnother() throws Exception {
    Terminal guest = Terminal.connect(transport, server.addresses().get(2));
    asked().verdict().complete(Verdict.acceptedAs("guest"));
    guest.type("hi\n");
    assertEquals(List.of("joined guest 1", "said guest: hi"), journal.lines(2));
    Terminal again = Terminal.connect(transport, server.addresses().get(2));
    asked().verdict().complete(Verdict.acceptedAs("guest"));
    again.sees("name taken: guest\n").seesTheEnd().hangsUp().isClosed();
    awaitCloses(CloseReason.NAME_REFUSED);
  }

  @Test
  void datagramsThatCannotWaitAreDroppedAndCounted() throws Exception {
    Terminal alice = Terminal.connect(datagrams, server.addresses().get(3)).type("alice");
    Asked question = asked();
    alice.type("one");
    while (server.metrics().messages().dropped() == 0) {
      Thread.onSpinWait();
    }
    question.verdict().complete(Verdict.accepted());
    alice.sees("[SERVER] alice has joined the chat.").type("two").sees("alice ~ two");
    assertEquals(1, server.metrics().messages().dropped());
  }

  @Test
  void aClientLogsIn() throws Exception {
    restart(
        attempt -> {
          char[] secret = attempt.secret();
          boolean right = secret != null && new String(secret).equals("s3cret");
          return CompletableFuture.completedFuture(
              right ? Verdict.accepted() : Verdict.refused("wrong name or secret"));
        });
    ChatClient.Builder builder = ChatClient.builder().transport(transport);
    Listener nobody = Listener.of(message -> {});
    assertThrows(
        NameRefusedException.class,
        () -> builder.connect(server.addresses().get(0), "alice", nobody));
    builder.secret("wrong".toCharArray());
    NameRefusedException refused =
        assertThrows(
            NameRefusedException.class,
            () -> builder.connect(server.addresses().get(0), "alice", nobody));
    assertEquals("name not allowed: wrong name or secret", refused.getMessage());
    try (ChatClient alice =
        builder
            .secret("s3cret".toCharArray())
            .connect(server.addresses().get(0), "alice", nobody)) {
      assertEquals("alice", alice.user().name());
    }
    assertThrows(IllegalArgumentException.class, () -> builder.secret("a\nb".toCharArray()));
    assertThrows(IllegalArgumentException.class, () -> builder.secret(new char[0]));
  }

  @Test
  void withoutAnAuthenticatorASecretIsOfNoMeaning() {
    ChatServer open = ChatServer.builder().listen(transport, 0).start();
    try {
      Terminal.connect(transport, open.addresses().get(0))
          .type("/login alice secret\n")
          .sees("* name?\n* welcome alice (1 online)\n");
    } finally {
      open.close();
    }
  }
}
