package dev.parlance.chat.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.Authenticator;
import dev.parlance.chat.Authenticator.Verdict;
import dev.parlance.chat.ChatServer;
import dev.parlance.chat.CloseReason;
import dev.parlance.chat.User;
import dev.parlance.chat.dialect.ClientSide;
import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.dialect.Framing;
import dev.parlance.chat.dialect.LineDialect;
import dev.parlance.chat.dialect.ServerSide;
import dev.parlance.chat.dialect.Wire;
import dev.parlance.chat.testkit.MemoryTransport;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A dialect of the application's own that fails harms nobody who speaks another. */
@Timeout(30)
class ClumsyDialectTest {

  /** Fails to tell of problems, and uses up what was said. */
  private record Clumsy(Dialect line) implements Dialect {

    @Override
    public void problem(String text, Wire out) {
      out.text("half of ");
      throw new IllegalStateException("this dialect fails on purpose");
    }

    @Override
    public void said(User user, ByteBuffer text, Wire out) {
      line.said(user, text, out);
      text.position(text.limit());
    }

    @Override
    public String name() {
      return "clumsy";
    }

    @Override
    public int defaultPort() {
      return line.defaultPort();
    }

    @Override
    public Framing framing() {
      return line.framing();
    }

    @Override
    public boolean echoes() {
      return line.echoes();
    }

    @Override
    public void joined(User user, int online, Wire out) {
      line.joined(user, online, out);
    }

    @Override
    public void welcome(User user, int online, Wire out) {
      line.welcome(user, online, out);
    }

    @Override
    public void left(User user, int online, Wire out) {
      line.left(user, online, out);
    }

    @Override
    public void notice(String text, Wire out) {
      line.notice(text, out);
    }

    @Override
    public void stopping(Wire out) {
      line.stopping(out);
    }

    @Override
    public ServerSide serverSide() {
      return line.serverSide();
    }

    @Override
    public ClientSide clientSide(String name) {
      return line.clientSide(name);
    }
  }

  private static final Authenticator OWNERS =
      attempt ->
          CompletableFuture.completedFuture(
              attempt.secret() == null ? Verdict.accepted() : Verdict.accepted().takingOver());

  private final MemoryTransport transport = MemoryTransport.create();
  private final ChatServer server =
      ChatServer.builder()
          .listen(transport, 0, new Clumsy(new LineDialect())) // first, so that it encodes first
          .listen(transport, 0)
          .authenticator(OWNERS)
          .start();

  @AfterEach
  void stop() {
    server.close();
  }

  private Terminal clumsy(String name, int online) {
    return join(0, name, online);
  }

  private Terminal sound(String name, int online) {
    return join(1, name, online);
  }

  private Terminal join(int place, String name, int online) {
    return Terminal.connect(transport, server.addresses().get(place))
        .type(name + "\n")
        .sees("* name?\n* welcome " + name + " (" + online + " online)\n");
  }

  private void awaitCloses(CloseReason reason, int count) {
    while (server.metrics().connections().closed(reason) < count) {
      Thread.onSpinWait();
    }
    assertEquals(count, server.metrics().connections().closed(reason));
  }

  @Test
  void whoTakesANameOverIsInThoughTheOtherCannotBeTold() {
    Terminal ghost = clumsy("alice", 1);
    Terminal owner = Terminal.connect(transport, server.addresses().get(1));
    owner.type("/login alice secret\n").sees("* name?\n* welcome alice (1 online)\n");
    ghost.seesTheEnd().hangsUp().isClosed();
    awaitCloses(CloseReason.TAKEN_OVER, 1);
  }

  @Test
  void whoIsKickedGoesThoughItCannotBeTold() {
    Terminal alice = clumsy("alice", 1);
    assertTrue(server.kick("alice", "spam"));
    alice.seesTheEnd().hangsUp().isClosed();
    awaitCloses(CloseReason.KICKED, 1);
  }

  @Test
  void allWhoAreBannedGoThoughSomeCannotBeTold() {
    Terminal alice = clumsy("alice", 1);
    Terminal bob = sound("bob", 2);
    assertEquals(2, server.ban(InetAddress.getLoopbackAddress(), "spam"));
    alice.hangsUp().isClosed();
    bob.hangsUp().isClosed();
    awaitCloses(CloseReason.BANNED, 2);
  }

  @Test
  void whatIsSaidReachesThoseWhoSpeakOtherDialects() {
    Terminal alice = clumsy("alice", 1);
    Terminal bob = sound("bob", 2);
    alice.type("hello\n");
    bob.sees("alice: hello\n").type("hi\n");
    alice.sees("+ bob (2 online)\nbob: hi\n");
  }
}
