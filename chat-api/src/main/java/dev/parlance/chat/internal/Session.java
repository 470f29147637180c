package dev.parlance.chat.internal;

import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Limits;
import dev.parlance.chat.User;
import dev.parlance.chat.dialect.Framing;
import dev.parlance.chat.dialect.Guest;
import dev.parlance.chat.dialect.ServerSide;
import dev.parlance.chat.dialect.Wire;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Peer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a server: feeds frames to the dialect's server side, carries out what that asks
 * of the room, and writes what its cursor owes.
 *
 * <p>Life: <em>naming</em> → <em>member</em> → <em>ending</em> (receives what it is still owed) →
 * closed. It ends at most once, for one reason, which is decided under the room's lock.
 */
final class Session implements Peer, Guest, Framer.Frames {

  /** Replies that may wait for a peer which does not read them; then its input waits, too. */
  private static final int MOST_REPLIES = 4096;

  /** How much longer than a text its line may be: a command before it does not count. */
  private static final int COMMAND_MARGIN = 64;

  /** Frames that a peer may send before one of them is an accepted name. */
  private static final int MOST_ATTEMPTS = 8;

  private static final Logger log = LoggerFactory.getLogger(Session.class);

  private final Room room;
  private final Tape tape;
  private final ServerSide side;
  private final Link link;
  private final Cursor cursor;
  private final Framer framer;
  private final SessionWatch watch;
  private final long acceptedAt;
  private final boolean datagrams;

  private volatile User self;
  private volatile boolean member;
  private volatile @Nullable CloseReason reason;

  /** When the end was decided, and when the last byte was handed over; by the ticker. */
  private volatile long endedAt;

  private volatile boolean done;
  private volatile long doneAt;
  private volatile long heardAt;

  /**
   * This and the framer are for whoever holds the framer's monitor: the reading thread, and the
   * keeper when the peer falls silent in the middle of a frame.
   */
  private @Nullable Wire reply;

  /** What one read brought beyond what was wanted; changed under the framer's monitor. */
  private volatile byte @Nullable [] unread;

  private boolean sniffed;
  private int attempts;
  private int bytesBeforeName;

  /** Whether input waits for replies to be taken. */
  private volatile boolean held;

  /** For the keeper alone: how fast the peer takes what it is owed. */
  private final Pace pace = new Pace();

  Session(Room room, Tape tape, Link link, SessionWatch watch, long now, boolean datagrams) {
    Limits limits = room.limits();
    this.room = room;
    this.tape = tape;
    this.side = tape.dialect().serverSide();
    this.link = link;
    this.watch = watch;
    this.acceptedAt = now;
    this.heardAt = now;
    this.datagrams = datagrams;
    this.cursor = new Cursor(tape);
    this.framer = framer(tape.dialect().framing(), limits);
    this.self = address(link);
  }

  /** Somebody who is known by the address of a link alone. */
  static User address(Link link) {
    InetSocketAddress remote = link.remoteAddress();
    return User.unnamed(remote.getAddress().getHostAddress(), remote.getPort());
  }

  private static Framer framer(Framing framing, Limits limits) {
    int margin = framing == Framing.LINES ? COMMAND_MARGIN : 0;
    return new Framer(framing, limits.line() + margin, limits.endlessLine() + margin);
  }

  // What the room and the keeper ask.

  Tape tape() {
    return tape;
  }

  Cursor cursor() {
    return cursor;
  }

  User self() {
    return self;
  }

  boolean isMember() {
    return member;
  }

  @Nullable CloseReason reason() {
    return reason;
  }

  boolean isDone() {
    return done;
  }

  long acceptedAt() {
    return acceptedAt;
  }

  long heardAt() {
    return heardAt;
  }

  long endedAt() {
    return endedAt;
  }

  long doneAt() {
    return doneAt;
  }

  boolean isDatagrams() {
    return datagrams;
  }

  Link link() {
    return link;
  }

  /** For the keeper alone. */
  Pace pace() {
    return pace;
  }

  /** Becomes a member: under the room's lock. */
  void joined(User user) {
    self = user;
    member = true;
  }

  /** Starts the conversation. */
  void open() {
    try {
      side.opened(this);
      flushReply();
    } catch (RuntimeException | Error failure) {
      failed(failure);
    }
  }

  /** Ends in good order: the peer receives what it is owed. */
  void end(CloseReason why) {
    if (decide(why)) {
      link.wake();
    }
  }

  /** Ends at once: the peer does not take what it is owed, or cannot. */
  void cut(CloseReason why) {
    decide(why);
    link.abort();
  }

  /** Ends at once a session that was ending, but does not take what it is still owed. */
  void cutLate() {
    link.abort();
  }

  private boolean decide(CloseReason why) {
    return room.end(
        this,
        session -> {
          if (reason != null) {
            return false;
          }
          endedAt = watch.now();
          reason = why;
          member = false;
          return true;
        });
  }

  // What the transport calls.

  @Override
  public boolean ready() {
    return unread == null && wantsMore();
  }

  /** Whether input is welcome: not while the room is full, nor while replies wait to be taken. */
  @Override
  public boolean wantsMore() {
    if (reason != null) {
      return true;
    }
    if (member && room.isOverloaded()) {
      return false;
    }
    if (cursor.privateBytes() <= MOST_REPLIES) {
      return true;
    }
    held = true;
    return cursor.privateBytes() <= MOST_REPLIES; // lest the last of them left just now
  }

  @Override
  public void received(ByteBuffer input) {
    try {
      synchronized (framer) {
        if (unread != null) {
          keepUnread(input); // there was a moment in which it seemed that there was none
        } else {
          take(input);
        }
      }
    } catch (RuntimeException | Error failure) {
      failed(failure);
    }
  }

  /** Goes on with what was read before and not wanted then, if it is now. */
  private void resumeInput() {
    synchronized (framer) {
      byte[] rest = unread;
      if (rest == null || !wantsMore()) {
        return;
      }
      unread = null;
      take(ByteBuffer.wrap(rest));
      if (unread == null) {
        link.wake(); // to be read from again
      }
    }
  }

  private void take(ByteBuffer input) {
    if (reason != null) {
      return;
    }
    heardAt = watch.now();
    if (!sniffed && input.hasRemaining()) {
      String foreign = ForeignProtocol.ofFirstByte(input.get(input.position()));
      if (foreign != null) {
        refuse(foreign, CloseReason.WRONG_PROTOCOL);
        return;
      }
    }
    framer.feed(input, this);
    if (reason == null && input.hasRemaining()) {
      keepUnread(input);
    }
    if (reason == null
        && !member
        && bytesBeforeName + framer.unfinished() > room.limits().beforeName()) {
      refuse("too much before a name", CloseReason.NAME_REFUSED);
    }
    flushReply();
  }

  private void keepUnread(ByteBuffer input) {
    byte[] before = unread;
    int kept = before == null ? 0 : before.length;
    byte[] all =
        before == null
            ? new byte[input.remaining()]
            : Arrays.copyOf(before, kept + input.remaining());
    input.get(all, kept, input.remaining());
    unread = all;
  }

  private void failed(Throwable failure) {
    log.error("{}: a session failed and is cut", self.address(), failure);
    cut(CloseReason.INTERNAL_ERROR);
  }

  @Override
  public void ended() {
    try {
      synchronized (framer) {
        if (reason == null) {
          side.ended(framer.rest(), this);
          flushReply();
          end(CloseReason.PEER_CLOSED);
        }
      }
    } catch (RuntimeException | Error failure) {
      failed(failure);
    }
  }

  /** Says that the peer has been silent for a moment; called by the keeper. */
  void quiet() {
    synchronized (framer) {
      if (reason == null && framer.unfinished() > 0 && side.quiet(framer.rest(), this)) {
        framer.dropRest();
        flushReply();
      }
    }
  }

  @Override
  public Progress pull(GatheringByteChannel channel) throws IOException {
    try {
      if (unread != null) {
        resumeInput();
      }
      Progress progress = cursor.pull(channel);
      if (progress == Progress.DONE && !done) {
        doneAt = watch.now();
        done = true;
      }
      if (held && cursor.privateBytes() <= MOST_REPLIES) {
        held = false;
        link.wake();
      }
      return progress;
    } catch (FellBehindException tooSlow) {
      fellBehind();
      return Progress.IDLE;
    } catch (RuntimeException | Error failure) {
      failed(failure);
      return Progress.IDLE;
    }
  }

  /** Ends at once, as what is owed is not retained any more. */
  void fellBehind() {
    if (reason == null) {
      cut(CloseReason.SLOW_CONSUMER);
    } else {
      cutLate();
    }
  }

  @Override
  public void closed(@Nullable IOException cause) {
    if (!decide(cause == null ? CloseReason.INTERNAL_ERROR : CloseReason.CONNECTION_LOST)
        && reason == CloseReason.SERVER_STOPPED
        && !done) {
      reason = cause == null ? CloseReason.STOP_TIMEOUT : CloseReason.CONNECTION_LOST;
    }
    if (cause != null && log.isDebugEnabled()) {
      log.debug("{}: {}", self.address(), cause.toString());
    }
    watch.closed(this);
  }

  // What the framer finds.

  @Override
  public void frame(ByteBuffer frame) {
    if (reason != null) {
      return;
    }
    if (!sniffed) {
      sniffed = true;
      String foreign = ForeignProtocol.ofFirstFrame(frame);
      if (foreign != null) {
        refuse(foreign, CloseReason.WRONG_PROTOCOL);
        return;
      }
    }
    if (!member && !mayTry(frame.remaining())) {
      return;
    }
    side.received(frame, this);
  }

  private boolean mayTry(int length) {
    bytesBeforeName += length;
    if (++attempts <= MOST_ATTEMPTS && bytesBeforeName <= room.limits().beforeName()) {
      return true;
    }
    refuse("too much before a name", CloseReason.NAME_REFUSED);
    return false;
  }

  @Override
  public void tooLong() {
    sniffed = true;
    watch.oversized();
    if (reason != null) {
      return;
    }
    if (member) {
      problem("longer than " + room.limits().line() + " bytes, not sent");
    } else {
      refuse("too much before a name", CloseReason.NAME_REFUSED);
    }
  }

  @Override
  public void endless() {
    refuse("line without an end", CloseReason.LINE_TOO_LONG);
  }

  /** Tells the peer what is wrong, and ends. */
  void refuse(String what, CloseReason why) {
    if (reason == null) {
      problem(what);
      end(why);
    }
  }

  // What the dialect's server side asks.

  @Override
  public @Nullable User user() {
    return member ? self : null;
  }

  @Override
  public void join(ByteBuffer name) {
    if (member || reason != null) {
      return;
    }
    String notText = TextRule.objection(name);
    if (notText != null) {
      refuse("name not allowed: " + notText, CloseReason.WRONG_PROTOCOL);
      return;
    }
    String objection = NameRule.objection(name);
    if (objection != null) {
      problem("name not allowed: " + objection);
      return;
    }
    flushReply();
    String taken = room.join(this, User.named(NameRule.text(name), self.host(), self.port()));
    if (taken != null) {
      problem(taken);
    }
  }

  @Override
  public void joinByAddress() {
    if (!member && reason == null) {
      flushReply();
      String objection = room.join(this, self);
      if (objection != null) {
        refuse(objection, CloseReason.NAME_REFUSED);
      }
    }
  }

  @Override
  public void say(ByteBuffer text) {
    if (!member) {
      return;
    }
    String objection = TextRule.objection(text);
    if (text.remaining() > room.limits().line()) {
      tooLong();
    } else if (objection != null) {
      problem(objection + ", not sent");
    } else {
      flushReply();
      room.say(this, text);
    }
  }

  @Override
  public void leave() {
    flushReply();
    end(CloseReason.CLIENT_QUIT);
  }

  @Override
  public void problem(String text) {
    flushReply();
    tell(text);
  }

  /** Tells the peer that something is wrong; from any thread. */
  void tell(String problem) {
    Wire out = new Wire();
    tape.dialect().problem(problem, out);
    room.insert(cursor, out);
    link.wake();
  }

  @Override
  public Wire reply() {
    flushReply();
    Wire fresh = reply;
    if (fresh == null) {
      fresh = new Wire();
      reply = fresh;
    }
    return fresh;
  }

  private void flushReply() {
    Wire written = reply;
    if (written != null) {
      reply = null;
      room.insert(cursor, written);
      link.wake();
    }
  }

  @Override
  public int online() {
    return room.online();
  }

  @Override
  public List<User> users(int most) {
    return room.users(most);
  }
}
