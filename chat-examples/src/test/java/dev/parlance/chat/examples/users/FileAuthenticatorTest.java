package dev.parlance.chat.examples.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.Attempt;
import dev.parlance.chat.Authenticator.Accepted;
import dev.parlance.chat.Authenticator.Refused;
import dev.parlance.chat.Authenticator.Verdict;
import dev.parlance.chat.ChatClient;
import dev.parlance.chat.ChatServer;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Listener;
import dev.parlance.chat.NameRefusedException;
import dev.parlance.chat.User;
import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.transport.nio.NioTransport;
import dev.parlance.chat.transport.socket.SocketTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users in a file, and servers over real sockets that ask it. */
@Timeout(60)
class FileAuthenticatorTest {

  private static final Refused WRONG = new Refused("wrong name or secret");

  @TempDir private Path directory = Path.of("");

  private Path path = Path.of("");
  private UserFile file = new UserFile(path);

  @BeforeEach
  void addAlice() throws IOException {
    path = directory.resolve("users");
    file = new UserFile(path);
    file.add("Alice", "s3cret".toCharArray());
  }

  private Verdict verdict(String name, @Nullable String secret) throws Exception {
    try (FileAuthenticator authenticator = new FileAuthenticator(file)) {
      return verdict(authenticator, name, secret);
    }
  }

  private static Verdict verdict(
      FileAuthenticator authenticator, String name, @Nullable String secret) throws Exception {
    char[] chars = secret == null ? null : secret.toCharArray();
    return authenticator
        .authenticate(new Attempt(User.named(name, "127.0.0.1", 5001), chars, null))
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
  }

  @Test
  void theRightSecretIsAcceptedByTheNameInTheFile() throws Exception {
    assertEquals(new Accepted("Alice", true), verdict("aLICE", "s3cret"));
  }

  @Test
  void aWrongSecretAndAnUnknownNameHaveTheSameAnswer() throws Exception {
    assertEquals(WRONG, verdict("alice", "S3cret"));
    assertEquals(WRONG, verdict("alice", "s3cre"));
    assertEquals(WRONG, verdict("alice", "s3cret\0"));
    assertEquals(WRONG, verdict("bob", "s3cret"));
  }

  @Test
  void whoSendsNoSecretIsToldHow() throws Exception {
    assertEquals(new Refused("log in by /login NAME SECRET"), verdict("alice", null));
  }

  @Test
  void theFileHoldsNoSecretAndIsForItsOwnerAlone() throws Exception {
    file.add("bob", "s3cret".toCharArray());
    List<String> lines = Files.readAllLines(path);
    assertEquals(2, lines.size());
    assertTrue(lines.get(0).startsWith("Alice:$argon2id$v=19$m=19456,t=2,p=1$"), lines.get(0));
    assertNotEquals(lines.get(0).substring(6), lines.get(1).substring(4), "no salt");
    assertFalse(String.join("", lines).contains("s3cret"));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
  }

  @Test
  void aUserIsThereOnceWhateverTheCase() throws Exception {
    file.add("ALICE", "other".toCharArray());
    assertEquals(1, Files.readAllLines(path).size());
    assertEquals(WRONG, verdict("alice", "s3cret"));
    assertEquals(new Accepted("ALICE", true), verdict("alice", "other"));
  }

  @Test
  void aFileThatChangedIsReadAgainAndOneThatIsNoneIsNot() throws Exception {
    try (FileAuthenticator authenticator = new FileAuthenticator(file)) {
      assertEquals(WRONG, verdict(authenticator, "bob", "x"));
      file.add("bob", "x".toCharArray());
      Files.setLastModifiedTime(path, FileTime.fromMillis(1_000));
      assertInstanceOf(Accepted.class, verdict(authenticator, "bob", "x"));
      Files.writeString(path, "nonsense");
      assertInstanceOf(Accepted.class, verdict(authenticator, "bob", "x"));
    }
    assertThrows(IOException.class, () -> new FileAuthenticator(file).close());
  }

  private static Transport transport(String kind) {
    return kind.equals("nio") ? NioTransport.tcp() : SocketTransport.tcp();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nio", "socket"})
  void anOwnerTakesItsNameOverFromItsGhost(String kind) throws Exception {
    CompletableFuture<CloseReason> ended = new CompletableFuture<>();
    Listener endings =
        new Listener() {
          @Override
          public void closed(User user, CloseReason reason) {
            if (user.isNamed()) {
              ended.complete(reason);
            }
          }
        };
    try (FileAuthenticator authenticator = new FileAuthenticator(file);
        ChatServer server =
            ChatServer.builder()
                .listen(transport(kind), 0)
                .authenticator(authenticator)
                .listener(endings)
                .start()) {
      ChatClient.Builder builder = ChatClient.builder().transport(transport(kind));
      Listener nobody = Listener.of(message -> {});
      assertThrows(
          NameRefusedException.class,
          () ->
              builder
                  .secret("wrong".toCharArray())
                  .connect("127.0.0.1", server.port(), "alice", nobody));
      builder.secret("s3cret".toCharArray());
      try (ChatClient ghost = builder.connect("127.0.0.1", server.port(), "alice", nobody);
          ChatClient owner = builder.connect("127.0.0.1", server.port(), "alice", nobody)) {
        assertEquals("Alice", owner.user().name());
        assertEquals(CloseReason.TAKEN_OVER, ended.get(20, TimeUnit.SECONDS));
        assertFalse(ghost.isOpen());
        assertEquals(1, server.online());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nio", "socket"})
  void whoIsBannedIsToldSoOverRealSockets(String kind) {
    try (ChatServer server = ChatServer.builder().listen(transport(kind), 0).start()) {
      ChatClient.Builder builder = ChatClient.builder().transport(transport(kind));
      Listener nobody = Listener.of(message -> {});
      server.ban("mallory", "spam");
      RuntimeException refused =
          assertThrows(
              RuntimeException.class,
              () -> builder.connect("127.0.0.1", server.port(), "Mallory", nobody));
      assertTrue(String.valueOf(refused.getMessage()).endsWith("you are banned: spam"));
      server.unban("mallory");
      try (ChatClient mallory = builder.connect("127.0.0.1", server.port(), "mallory", nobody)) {
        assertTrue(mallory.isOpen());
      }
    }
  }
}
