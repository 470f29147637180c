package dev.parlance.chat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.Authenticator.Verdict;
import dev.parlance.chat.Limits;
import dev.parlance.chat.NamePolicy;
import dev.parlance.chat.dialect.Framing;
import dev.parlance.chat.dialect.Guest;
import dev.parlance.chat.dialect.ServerSide;
import dev.parlance.chat.internal.HouseRules;
import dev.parlance.chat.spi.Link;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Input that waits, while what it waits for comes about on another thread. */
class WaitingInputTest {

  /** Answers after it has asked to join, so that its link is woken in the middle of a read. */
  private static final class Answering implements ServerSide {

    @Override
    public void received(ByteBuffer frame, Guest guest) {
      if (guest.user() == null) {
        guest.join(frame);
        guest.reply().text("wait\n");
      } else {
        guest.say(frame);
      }
    }
  }

  /** Has something happen at its first waking, and knows whether it was woken after that. */
  private static final class Alarmed implements Link {

    private final InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 5001);
    private @Nullable Runnable first;
    private boolean woken;

    @Override
    public void wake() {
      woken = true;
      Runnable happens = first;
      first = null;
      if (happens != null) {
        happens.run();
        woken = false;
      }
    }

    @Override
    public InetSocketAddress remoteAddress() {
      return address;
    }

    @Override
    public InetSocketAddress localAddress() {
      return address;
    }

    @Override
    public void close() {}

    @Override
    public void abort() {}
  }

  private final CompletableFuture<Verdict> verdict = new CompletableFuture<>();
  private final Alarmed link = new Alarmed();
  private final PickyChannel channel = new PickyChannel();

  private Session session() {
    InstantSource clock = InstantSource.system();
    HouseRules rules = new HouseRules(NamePolicy.ascii(), attempt -> verdict, null);
    Room room =
        new Room(
            Limits.defaults(),
            clock,
            null,
            Party.NOBODY,
            rules,
            new Moderation(System::nanoTime, clock));
    PlainDialect dialect = new PlainDialect(Framing.LINES, true, new Answering());
    Entrance entrance = new Entrance(0, room.tape(dialect), "here", "none", false);
    return new Session(room, entrance, link, Party.UNTOUCHED, 0);
  }

  @Test
  void whatCameBehindALoginIsGoneOnWithEvenIfTheVerdictComesBeforeItIsKept() throws IOException {
    Session session = session();
    link.first = () -> verdict.complete(Verdict.accepted());
    session.received(ByteBuffer.wrap("alice\nhello\n".getBytes(StandardCharsets.UTF_8)));
    assertTrue(session.isMember());
    assertTrue(link.woken, "nobody goes on with what is left");
    while (session.pull(channel) == Session.Progress.MORE) {
      // There is more.
    }
    assertEquals("wait\n+alice\nhello", new String(channel.bytes(), StandardCharsets.UTF_8));
  }
}
