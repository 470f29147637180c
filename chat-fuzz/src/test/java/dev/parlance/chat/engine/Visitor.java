package dev.parlance.chat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parlance.chat.CloseReason;
import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.dialect.Framing;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Peer.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A session, with a transport around it that keeps to the contract of {@link
 * dev.parlance.chat.spi.Peer} and no further: it reads and pulls whenever it is told to and may.
 * Checks after each step that the session ends once, for one reason.
 */
final class Visitor implements Link, SessionWatch {

  private final InetSocketAddress address;
  private final Room room;
  private final Session session;
  private PickyChannel channel = new PickyChannel();
  private boolean inputEnded;
  private boolean outputEnded;
  private boolean gone;
  private boolean over;
  private int closings;
  private @Nullable CloseReason known;

  Visitor(Room room, Dialect dialect, int port) {
    this.room = room;
    this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    boolean datagrams = dialect.framing() == Framing.DATAGRAMS;
    Entrance entrance = new Entrance(0, room.tape(dialect), "here", "none", datagrams);
    session = new Session(room, entrance, this, this, 0);
    session.open();
  }

  Session session() {
    return session;
  }

  /** Has the channel take no more than {@code most} bytes of a write, perhaps none. */
  Visitor withChannel(Random random, int most) {
    channel = new PickyChannel(random, most);
    return this;
  }

  // What a transport does.

  void receive(byte[] bytes) {
    if (!gone && !inputEnded && session.ready()) {
      session.received(ByteBuffer.wrap(bytes));
      check();
    }
  }

  void endInput() {
    if (!gone && !inputEnded && !session.isDatagrams()) {
      inputEnded = true;
      session.ended();
      check();
    }
  }

  /** Pulls once; returns whether there may be more to pull at once. */
  boolean pull() {
    if (gone || outputEnded) {
      return false;
    }
    Progress progress = pulled();
    if (progress == Progress.DONE) {
      assertNotNull(session.reason(), "done, and yet it never ended");
      assertFalse(session.cursor().owes(), "done, and yet something is owed");
      outputEnded = true;
    }
    check();
    return progress == Progress.MORE || progress == Progress.BLOCKED;
  }

  private Progress pulled() {
    try {
      return session.pull(channel);
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  void lose(@Nullable IOException cause) {
    if (!gone) {
      gone = true;
      session.closed(cause);
      assertNotNull(session.reason());
      assertEquals(1, closings, "is told of once");
      check();
    }
  }

  /** What the transport does of itself: buries a link that was closed, and one that is done. */
  void settle() {
    if (over || (outputEnded && inputEnded)) {
      lose(null);
    }
  }

  // What a server does.

  void quiet() {
    session.quiet();
    check();
  }

  void end(CloseReason why) {
    boolean first = session.reason() == null;
    session.end(why);
    assertTrue(!first || session.reason() == why, "the first reason is the reason");
    check();
  }

  /** The time for a name is up: who is a member by then stays. */
  void isLate() {
    boolean member = session.isMember();
    session.endUnnamed("no name within 10 s");
    assertEquals(member, session.isMember(), "comes or goes for being late");
    assertTrue(member || session.reason() != null, "late, and yet it goes on");
    check();
  }

  void cut(CloseReason why) {
    session.cut(why);
    assertTrue(over, "cut, and yet the link goes on");
    check();
  }

  void kick() {
    if (session.isMember()) {
      assertTrue(session.dismiss("you were removed: spam", CloseReason.KICKED));
      check();
    }
  }

  // What is always so.

  private void check() {
    CloseReason reason = session.reason();
    if (known != null && known != CloseReason.SERVER_STOPPED) {
      assertEquals(known, reason, "another reason");
    }
    known = reason;
    assertFalse(reason != null && session.isMember(), "ended, and yet a member");
    assertEquals(session.isMember(), room.member(session.self().name()) == session);
    assertTrue(known != CloseReason.INTERNAL_ERROR || over || gone, "a failure");
  }

  String heard() {
    return new String(channel.bytes(), StandardCharsets.UTF_8);
  }

  boolean isGone() {
    return gone;
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
  public void wake() {}

  @Override
  public void close() {
    over = true;
  }

  @Override
  public void abort() {
    over = true;
  }

  @Override
  public long now() {
    return 0;
  }

  @Override
  public void oversized() {}

  @Override
  public void joined(Session joined) {}

  @Override
  public void dropped() {}

  @Override
  public void holds(Session held, long due) {}

  @Override
  public boolean isStopping() {
    return false;
  }

  @Override
  public void closed(Session closed, @Nullable Throwable cause) {
    closings++;
  }
}
