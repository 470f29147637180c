package dev.parlance.chat.engine;

import dev.parlance.chat.CloseReason;
import dev.parlance.chat.Limits;
import dev.parlance.chat.dialect.Framing;
import dev.parlance.chat.dialect.ServerSide;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A session's input: splits what is read into frames, hands each to the dialect, and keeps what was
 * read before it is wanted.
 *
 * <p>Its monitor is held by whoever works on the input: the reading thread; the writing thread,
 * when it goes on with input that had to wait; and the keeper, when the peer falls silent in the
 * middle of a frame.
 */
final class Intake implements Framer.Frames {

  /** Replies that may wait for a peer which does not read them; then its input waits, too. */
  private static final int MOST_REPLIES = 4096;

  /** How much longer than a text its line may be: a command before it does not count. */
  private static final int COMMAND_MARGIN = 64;

  /** Frames that a peer may send before one of them is an accepted name. */
  private static final int MOST_ATTEMPTS = 8;

  private final Session session;
  private final RoomGuest guest;
  private final ServerSide side;
  private final Framer framer;
  private final SessionWatch watch;
  private final @Nullable Bucket bucket;
  private final @Nullable Credit credit;

  private volatile long heardAt;

  /** How many bytes were read in all; changed under the monitor. */
  private volatile long bytesRead;

  /** The time at which the input is being looked at. */
  private long now;

  /** What one read brought beyond what was wanted; changed under the monitor. */
  private volatile @Nullable ByteBuffer unread;

  /** Whether input waits for replies to be taken. */
  private volatile boolean held;

  /** Whether it will be asked to go on when the bucket has a token again. */
  private volatile boolean willGoOn;

  private volatile boolean opened;

  /** Whether a frame has begun and not ended. */
  private volatile boolean inFrame;

  private boolean sniffed;
  private int attempts;
  private int bytesBeforeName;

  Intake(Session session, RoomGuest guest, SessionWatch watch, long now) {
    this.session = session;
    this.guest = guest;
    this.watch = watch;
    this.heardAt = now;
    this.now = now;
    this.bucket = Bucket.of(limits(), now);
    this.credit = session.isDatagrams() ? Credit.of(limits(), session.address()) : null;
    this.side = session.tape().dialect().serverSide();
    this.framer = framer(session.tape().dialect().framing(), limits());
  }

  private Limits limits() {
    return session.room().limits();
  }

  private static Framer framer(Framing framing, Limits limits) {
    int margin = framing == Framing.LINES ? COMMAND_MARGIN : 0;
    return new Framer(framing, limits.line() + margin, limits.endlessLine() + margin);
  }

  /** When something was read last. */
  long heardAt() {
    return heardAt;
  }

  /** Whether the peer was sent more than is right while nothing is heard from it. */
  boolean isOverdrawn() {
    return credit != null && credit.isSpent(session.cursor().taken());
  }

  /** How many bytes were read in all, those included that came after the end was decided. */
  long bytesRead() {
    return bytesRead;
  }

  /**
   * Starts the conversation, once and not before the two ends are agreed on how to talk: a dialect
   * without names has the peer join by that alone, and who it is may be proven by then.
   */
  synchronized void open() {
    if (!opened && session.reason() == null && session.link().isEstablished()) {
      opened = true;
      side.opened(guest);
      guest.flushReply();
    }
  }

  /** Whether the conversation has started. */
  boolean isOpened() {
    return opened;
  }

  /**
   * Whether the transport may read. The rate does not count here: one read is kept, so that it is
   * known whether anything waits. A datagram is always read, if only to be counted.
   */
  boolean isReady() {
    boolean discards = session.reason() != null;
    return discards || session.isDatagrams() || (unread == null && isWelcome());
  }

  /**
   * Whether input is welcome: not before an authenticator has decided, while the room is full, nor
   * while replies wait to be taken.
   */
  private boolean isWelcome() {
    if (session.reason() != null) {
      return true;
    }
    if (guest.isLoggingIn() || (session.isMember() && session.room().isOverloaded())) {
      return false;
    }
    Cursor cursor = session.cursor();
    if (cursor.privateBytes() <= MOST_REPLIES) {
      return true;
    }
    held = true;
    return cursor.privateBytes() <= MOST_REPLIES; // lest the last of them left just now
  }

  /** Whether input is welcome, and it is its turn by the rate. */
  @Override
  public boolean wantsMore() {
    return isWelcome() && !isPaced();
  }

  private boolean isPaced() {
    return bucket != null && session.reason() == null && bucket.emptyFor(now) > 0;
  }

  /** Whether input that waited for replies to be taken need not wait any more. */
  boolean isRelieved() {
    if (held && session.cursor().privateBytes() <= MOST_REPLIES) {
      held = false;
      return true;
    }
    return false;
  }

  /** Takes what one read brought. */
  synchronized void received(ByteBuffer input) {
    open();
    now = watch.now();
    heardAt = now;
    long before = bytesRead;
    bytesRead = before + input.remaining();
    if (session.reason() != null) {
      session.ending().heard();
      unread = null; // for a reading thread that found it not wanted while the end was decided
      return;
    }
    if (credit != null) {
      credit.renew(session.cursor().taken());
    }
    ByteBuffer waiting = unread;
    if (waiting != null) {
      keep(joined(waiting, input)); // there was a moment in which it seemed that there was none
    } else if (session.isDatagrams() && !wantsMore()) {
      drop();
    } else {
      take(input);
      if (leftOver(input)) {
        keep(joined(ByteBuffer.allocate(0), input));
      }
    }
  }

  /**
   * Keeps what is not wanted now. What it waits for may have come about just before, on another
   * thread, which found nothing to go on with; then nobody else would wake the link for it.
   */
  private void keep(ByteBuffer rest) {
    unread = rest;
    if (isWelcome() && !willGoOn) {
      session.link().wake();
    }
  }

  /** A datagram cannot wait, as others come behind it that nobody can hold back. */
  private void drop() {
    watch.dropped();
    if (bucket != null && isPaced()) {
      boolean flood = bucket.waits(now);
      bucket.served(now);
      if (flood) {
        refuseFlood();
      }
    }
  }

  /** Whether something was read and not wanted. */
  boolean hasUnread() {
    return unread != null;
  }

  /**
   * Goes on with what was read before and not wanted then, if it is now. It counts as unread until
   * it has been taken, lest the reading thread go on and meet the end of the input before it.
   */
  synchronized void resume() {
    now = watch.now();
    ByteBuffer rest = unread;
    if (rest == null) {
      return;
    }
    take(rest);
    if (!leftOver(rest)) {
      unread = null;
      if (bucket != null) {
        bucket.served(now);
      }
      session.link().wake(); // to be read from again
    }
  }

  /** The bucket has a token again. From any thread. */
  void goOn() {
    willGoOn = false;
    session.link().wake();
  }

  private boolean leftOver(ByteBuffer input) {
    return session.reason() == null && input.hasRemaining();
  }

  private static ByteBuffer joined(ByteBuffer first, ByteBuffer second) {
    int size = first.remaining() + second.remaining();
    return ByteBuffer.allocate(size).put(first).put(second).flip();
  }

  /** Takes as much as is wanted. */
  private void take(ByteBuffer input) {
    if (session.reason() != null) {
      return;
    }
    if (!sniffed && input.hasRemaining()) {
      String foreign = ForeignProtocol.ofFirstByte(input.get(input.position()));
      if (foreign != null) {
        session.refuse(foreign, CloseReason.WRONG_PROTOCOL);
        return;
      }
    }
    if (inFrame) {
      inFrame = false; // what follows may hang in the application's code
    }
    framer.feed(input, this);
    if (framer.unfinished() > 0) {
      inFrame = true;
    }
    if (guest.isUndecided() && bytesBeforeName + framer.unfinished() > limits().beforeName()) {
      session.refuse("too much before a name", CloseReason.NAME_REFUSED);
    }
    guest.flushReply();
    if (leftOver(input) && isPaced()) {
      pause();
    }
  }

  /** What is left waits for the bucket, unless it has done so for too long. */
  private void pause() {
    Bucket empty = Objects.requireNonNull(bucket);
    if (empty.waits(now)) {
      refuseFlood();
    } else if (!willGoOn) {
      willGoOn = true;
      watch.holds(session, now + empty.pause(now));
    }
  }

  private void refuseFlood() {
    int rate = limits().linesPerSecond();
    session.refuse("more than " + rate + " lines a second for too long", CloseReason.FLOOD);
  }

  /** The input ended in good order. */
  synchronized void ended() {
    open();
    if (session.reason() == null) {
      side.ended(framer.rest(), guest);
      guest.flushReply();
      session.end(CloseReason.PEER_CLOSED);
    }
  }

  /**
   * The peer has been silent for a moment. Nobody who is in the middle of nothing is disturbed,
   * lest a session whose reader hangs in the application's code hold up the keeper.
   */
  void quiet() {
    if (inFrame) {
      quietInFrame();
    }
  }

  private synchronized void quietInFrame() {
    if (session.reason() == null
        && unread == null
        && !guest.isLoggingIn()
        && framer.unfinished() > 0
        && side.quiet(framer.rest(), guest)) {
      framer.dropRest();
      inFrame = false;
      guest.flushReply();
    }
  }

  // What the framer finds.

  @Override
  public void frame(ByteBuffer frame) {
    if (session.reason() != null) {
      return;
    }
    count();
    if (!sniffed) {
      sniffed = true;
      String foreign = ForeignProtocol.ofFirstFrame(frame);
      if (foreign != null) {
        session.refuse(foreign, CloseReason.WRONG_PROTOCOL);
        return;
      }
    }
    if (session.isMember() || mayTry(frame.remaining())) {
      side.received(frame, guest);
    }
  }

  private boolean mayTry(int length) {
    bytesBeforeName += length;
    if (++attempts <= MOST_ATTEMPTS && bytesBeforeName <= limits().beforeName()) {
      return true;
    }
    session.refuse("too much before a name", CloseReason.NAME_REFUSED);
    return false;
  }

  private void count() {
    if (bucket != null) {
      bucket.take(now);
    }
  }

  @Override
  public void tooLong() {
    sniffed = true;
    count();
    session.oversized();
  }

  @Override
  public void endless() {
    session.refuse("line without an end", CloseReason.LINE_TOO_LONG);
  }
}
