package dev.parlance.chat.engine;

import dev.parlance.chat.CloseReason;
import dev.parlance.chat.User;
import dev.parlance.chat.dialect.Wire;
import dev.parlance.chat.spi.Link;
import dev.parlance.chat.spi.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a server. Its parts: {@link Intake} takes what the peer sends and has the
 * dialect interpret it; {@link RoomGuest} carries out what the dialect then asks of the room;
 * {@link Cursor} is what the peer is owed; {@link Ending} is how far its end has come.
 *
 * <p>Life: <em>naming</em> → <em>member</em> → <em>ending</em> (receives what it is still owed) →
 * closed. It ends at most once, for one reason, which is decided under the room's lock.
 */
final class Session implements Peer {

  private static final Logger log = LoggerFactory.getLogger(Session.class);

  private final Room room;
  private final Link link;
  private final SessionWatch watch;
  private final long acceptedAt;
  private final Entrance entrance;

  private final Cursor cursor;
  private final RoomGuest guest;
  private final Intake intake;
  private final Ending ending = new Ending();
  private final Pace pace = new Pace();

  private volatile User self;
  private volatile boolean member;
  private volatile boolean hasJoined;

  /** What it is known by in the room; null before it has joined. */
  private @Nullable String identity;

  /** What failed inside this session, if anything did. */
  private volatile @Nullable Throwable defect;

  Session(Room room, Entrance entrance, Link link, SessionWatch watch, long now) {
    this.room = room;
    this.entrance = entrance;
    this.link = link;
    this.watch = watch;
    this.acceptedAt = now;
    this.self = address(link);
    this.cursor = new Cursor(entrance.tape());
    this.guest = new RoomGuest(this);
    this.intake = new Intake(this, guest, watch, now);
  }

  /** Somebody who is known by the address of a link alone. */
  static User address(Link link) {
    InetSocketAddress remote = link.remoteAddress();
    return User.unnamed(remote.getAddress().getHostAddress(), remote.getPort());
  }

  /** Where the peer is. */
  InetAddress address() {
    return link.remoteAddress().getAddress();
  }

  // What the room and the keeper ask.

  Tape tape() {
    return entrance.tape();
  }

  Cursor cursor() {
    return cursor;
  }

  Link link() {
    return link;
  }

  User self() {
    return self;
  }

  boolean isMember() {
    return member;
  }

  /** Whether it is, or was, a member. */
  boolean hasJoined() {
    return hasJoined;
  }

  /** Whether it has neither joined nor ended. */
  boolean isNaming() {
    return !member && ending.reason() == null;
  }

  boolean isDatagrams() {
    return entrance.datagrams();
  }

  /** Where it came in. */
  Entrance entrance() {
    return entrance;
  }

  /** Why it ended, or null as long as it did not. */
  @Nullable CloseReason reason() {
    return ending.reason();
  }

  Ending ending() {
    return ending;
  }

  long acceptedAt() {
    return acceptedAt;
  }

  long heardAt() {
    return intake.heardAt();
  }

  long bytesRead() {
    return intake.bytesRead();
  }

  /** For the keeper alone: how fast the peer takes what it is owed. */
  Pace pace() {
    return pace;
  }

  /** What a member, or who was one, is known by in the room. */
  String identity() {
    return Objects.requireNonNull(identity);
  }

  /** Whom it tells of what happens to it. */
  SessionWatch watch() {
    return watch;
  }

  Room room() {
    return room;
  }

  // What others do with it.

  /** Looks whether an authenticator takes too long. */
  void lookAtLogin(long now) {
    guest.lookAtLogin(now);
  }

  /** Becomes a member: under the room's lock. */
  void joined(User user, String knownAs) {
    self = user;
    identity = knownAs;
    member = true;
    hasJoined = true;
  }

  /** Has become a member, and says so. */
  void admitted() {
    guest.admitted();
    watch.joined(this);
  }

  /** A name was refused for what it is, unless the session or the server is over anyway. */
  void refusedName() {
    if (reason() == null && !watch.isStopping()) {
      watch.refusedName();
    }
  }

  /** Goes on with input that had to wait until now. */
  void goOn() {
    intake.goOn();
  }

  /** Whether it is this thread that reads from the peer, or goes on with what was read. */
  boolean isServedByCurrentThread() {
    return Thread.holdsLock(intake);
  }

  /** Starts the conversation. */
  void open() {
    try {
      intake.open();
    } catch (RuntimeException | Error failure) {
      failed(failure);
    }
  }

  /** Says that the peer has been silent for a moment. */
  void quiet() {
    intake.quiet();
  }

  /** Tells the peer that something is wrong; from any thread. */
  void tell(String problem) {
    Wire out = new Wire();
    tape().dialect().problem(problem, out);
    tell(out);
  }

  /** Tells a member what the application has for it alone; from any thread. */
  boolean inform(String text) {
    Wire out = new Wire();
    tape().dialect().notice(text, out);
    boolean told = room.offer(this, out);
    if (told) {
      link.wake();
    }
    return told;
  }

  /** Adds messages for this peer alone, in order with everything else that it is owed. */
  void tell(Wire messages) {
    room.insert(cursor, messages);
    link.wake();
  }

  /** Something was sent that is longer than the limit, and dropped. */
  void oversized() {
    watch.oversized();
    if (member) {
      guest.problem("longer than " + room.limits().line() + " bytes, not sent");
    } else {
      refuse("too much before a name", CloseReason.NAME_REFUSED);
    }
  }

  /** Tells the peer what is wrong, and ends. For the holder of the intake's monitor. */
  void refuse(String what, CloseReason why) {
    if (reason() == null) {
      guest.flushReply();
      boolean unused = dismiss(what, why);
    }
  }

  /** Ends a conversation that has not begun, and tells why. */
  void turnAway(String what, CloseReason why) {
    try {
      refuse(what, why);
    } catch (RuntimeException | Error failure) {
      failed(failure);
    }
  }

  /** Tells the peer what is wrong, and ends, unless it has ended; from any thread. */
  boolean dismiss(String what, CloseReason why) {
    CloseReason reason = watch.isStopping() ? CloseReason.SERVER_STOPPED : why;
    boolean ended = endTelling(what, reason, () -> true);
    if (ended) {
      link.wake();
    }
    return ended;
  }

  /** Ends in good order, and tells why, a peer that has not joined by now. */
  void endUnnamed(String why) {
    if (endTelling(why, CloseReason.NAME_TIMEOUT, () -> !member)) {
      letGo();
    }
  }

  /** Tells and ends in one, so that of several who want to end it only the first tells why. */
  private boolean endTelling(String what, CloseReason why, BooleanSupplier condition) {
    Wire told = lastWords(what);
    boolean ended =
        room.end(
            this,
            session -> {
              if (!condition.getAsBoolean() || !isDecided(why)) {
                return false;
              }
              cursor.insert(told);
              return true;
            });
    if (ended) {
      guest.forgetLogin();
    }
    return ended;
  }

  /** What tells why; nothing if the dialect fails at that, as the end must come all the same. */
  private Wire lastWords(String what) {
    Wire told = new Wire();
    try {
      tape().dialect().problem(what, told);
      return told;
    } catch (RuntimeException | Error failure) {
      Quietly.log(
          () -> log.error("{}: a dialect failed to say why", self.address(), Loggable.of(failure)));
      return new Wire();
    }
  }

  /** Ends in good order: the peer receives what it is owed. */
  void end(CloseReason why) {
    if (decide(why)) {
      link.wake();
    }
  }

  /** Ends in good order if the peer can be told anything by now, and else at once. */
  void endOrCut(CloseReason why) {
    if (decide(why)) {
      letGo();
    }
  }

  /** A peer that is still shaking hands may never finish that: it is not waited for. */
  private void letGo() {
    if (link.isEstablished()) {
      link.wake();
    } else {
      link.abort();
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

  /** Ends at once, as what is owed is not retained any more. */
  void fellBehind() {
    if (reason() == null) {
      cut(CloseReason.SLOW_CONSUMER);
    } else {
      cutLate();
    }
  }

  private boolean decide(CloseReason why) {
    boolean first = room.end(this, session -> isDecided(why));
    if (first) {
      guest.forgetLogin();
    }
    return first;
  }

  private boolean isDecided(CloseReason why) {
    if (!ending.decide(why, watch.now())) {
      return false;
    }
    member = false;
    return true;
  }

  /** Decides that the owner of the name has come over another connection: under the room's lock. */
  boolean isTakenOver() {
    return isDecided(CloseReason.TAKEN_OVER);
  }

  private void failed(Throwable failure) {
    defect = failure;
    cut(CloseReason.INTERNAL_ERROR);
    Quietly.log(
        () -> log.error("{}: a session failed and is cut", self.address(), Loggable.of(failure)));
  }

  // What the transport calls.

  @Override
  public boolean ready() {
    return intake.isReady();
  }

  @Override
  public void received(ByteBuffer input) {
    try {
      intake.received(input);
    } catch (RuntimeException | Error failure) {
      failed(failure);
    }
  }

  @Override
  public void ended() {
    try {
      intake.ended();
    } catch (RuntimeException | Error failure) {
      failed(failure);
    }
  }

  @Override
  public Progress pull(GatheringByteChannel channel) throws IOException {
    try {
      if (!intake.isOpened()) {
        intake.open();
      }
      if (intake.hasUnread()) {
        intake.resume();
      }
      Progress progress = pullOwed(channel);
      if (intake.isOverdrawn()) {
        cut(CloseReason.IDLE);
        return Progress.IDLE;
      }
      if (intake.isRelieved()) {
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

  /**
   * The end of what is owed is told by a pull that has nothing to write. Only then is it certain
   * that the operating system has the last of it, and that it is delivered if the link is closed.
   */
  private Progress pullOwed(GatheringByteChannel channel) throws IOException, FellBehindException {
    long before = cursor.taken();
    Progress progress = cursor.pull(channel);
    if (progress != Progress.DONE) {
      return progress;
    }
    if (cursor.taken() != before) {
      return Progress.MORE;
    }
    ending.done();
    return Progress.DONE;
  }

  @Override
  public void closed(@Nullable IOException cause) {
    CloseReason unlessDecided =
        cause == null ? CloseReason.INTERNAL_ERROR : CloseReason.CONNECTION_LOST;
    if (!decide(unlessDecided)) {
      ending.gone(cause != null);
    }
    if (cause != null && log.isDebugEnabled()) {
      Quietly.log(() -> log.debug("{}: {}", self.address(), Loggable.of(cause.toString())));
    }
    watch.closed(this, defect != null ? defect : cause);
  }
}
