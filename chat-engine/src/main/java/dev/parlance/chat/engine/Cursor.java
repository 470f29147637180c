package dev.parlance.chat.engine;

import dev.parlance.chat.dialect.Wire;
import dev.parlance.chat.spi.Peer.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A member's place in a {@link Tape}, and so all that the member is owed: the tape after the
 * position, except where {@link Cuts} say otherwise, up to the end if one was set. Nobody owns a
 * queue.
 *
 * <p>Life: <em>detached</em> (there are only bytes for this peer alone) → <em>attached</em> (reads
 * the tape from its head at that time) → <em>ended</em> (owed up to a fixed position, then {@link
 * Progress#DONE}).
 *
 * <p>One thread at a time pulls. Others may add cuts, attach and end meanwhile: they hold the
 * monitor, and additions that concern the tape also the room's lock, so that the puller, who reads
 * the tape's head first, finds every cut up to that head.
 */
final class Cursor {

  /** Writes in one pull before others have their turn. */
  private static final int TURN = 64;

  /**
   * How many bytes end a turn early. Bytes and not writes, as who talks gets less in a write than
   * others, with its own messages cut out, and must not fall behind them for that.
   */
  private static final long TURN_BYTES = 1 << 20;

  /** How much one write offers at most, so that who is far behind leaves the others their time. */
  private static final int MOST_AT_ONCE = 256 << 10;

  private final @Nullable Tape tape;
  private final boolean whole;

  /** Borrowed from the tape while there are any: most members are idle most of the time. */
  private Cuts cuts = Cuts.NONE;

  private volatile boolean attached;
  private volatile long position;
  private volatile long end = Long.MAX_VALUE;
  private volatile int cutCount;
  private volatile int privateBytes;

  /** What is owed in all, less what is on the tape as long as the cursor follows that. */
  private long balance;

  /**
   * How many bytes the channel has taken in all: the sign of a peer that reads. Changed by the
   * puller alone.
   */
  private volatile long taken;

  /** The position's chunk, if it is on a tape: for the puller. */
  private final Place place = new Place();

  /** The end of the entry that has been written in part; 0 between entries. */
  private long entryEnd;

  /** A cursor for a peer of a room. */
  Cursor(Tape tape) {
    this.tape = tape;
    this.whole = tape.whole();
  }

  /** A cursor without a tape: all it is ever owed are bytes for this peer alone. */
  Cursor(boolean whole) {
    this.tape = null;
    this.whole = whole;
  }

  synchronized void attach(long at, Chunk in, long base) {
    position = at;
    place.set(in, base);
    balance -= Objects.requireNonNull(tape).payload();
    attached = true;
  }

  /** Leaves {@code [from, to)} of the tape out. */
  synchronized void skip(long from, long to) {
    cut(from, to, null);
    balance -= Objects.requireNonNull(tape).entryPayload(); // only ever the last entry
  }

  /** Puts {@code bytes} in the place of {@code [from, to)} of the tape, which may be empty. */
  synchronized void replace(long from, long to, byte[] bytes) {
    cut(from, to, ByteBuffer.wrap(bytes));
    privateBytes += bytes.length;
    balance += bytes.length;
    if (to > from) {
      balance -= Objects.requireNonNull(tape).entryPayload();
    }
  }

  private synchronized void cut(long from, long to, @Nullable ByteBuffer bytes) {
    if (cuts == Cuts.NONE) {
      cuts = tape == null ? new Cuts() : tape.borrowCuts();
    }
    cuts.add(from, to, bytes);
    cutCount = cuts.count();
  }

  /**
   * Adds messages for this peer alone, after everything that is on the tape now; not at the end.
   */
  void insert(Wire messages) {
    if (end != Long.MAX_VALUE) {
      return;
    }
    for (int message = 0; message < messages.messages(); message++) {
      if (messages.size(message) > 0) {
        long at = head();
        replace(at, at, messages.toByteArray(message));
      }
    }
  }

  /** Says that nothing after what is on the tape now, and for this peer alone, is owed any more. */
  void end() {
    balance = owed();
    end = head();
  }

  /**
   * How many bytes have been owed in all, as those count it who publish: for comparing with {@link
   * #taken}, which the writer counts. For the holder of the room's lock.
   */
  long owed() {
    boolean follows = attached && end == Long.MAX_VALUE;
    return follows ? balance + Objects.requireNonNull(tape).payload() : balance;
  }

  long position() {
    return position;
  }

  /** How many bytes have been written in all. */
  long taken() {
    return taken;
  }

  /** How many bytes for this peer alone wait. */
  int privateBytes() {
    return privateBytes;
  }

  /** Whether anything waits to be written. */
  boolean owes() {
    return position < limit() || (cutCount > 0 && cutIsDue());
  }

  /** Whether what is owed is no longer retained. */
  boolean fellBehind() {
    return attached && position < limit() && position < Objects.requireNonNull(tape).tail();
  }

  /**
   * How many bytes wait to be written, about: read while others write and publish, and with the
   * lengths of messages where their boundaries matter. For showing it to people.
   */
  long behind() {
    long first = position;
    return Math.max(0, limit() - first) + privateBytes;
  }

  private long head() {
    return attached ? Objects.requireNonNull(tape).head() : 0;
  }

  /** Up to where the tape is owed. */
  long limit() {
    return attached ? Math.min(Objects.requireNonNull(tape).head(), end) : position;
  }

  Progress pull(GatheringByteChannel channel) throws IOException, FellBehindException {
    long enough = taken + TURN_BYTES;
    for (int writes = 0; writes < TURN && taken < enough; writes++) {
      boolean ended = end != Long.MAX_VALUE;
      long limit = limit();
      boolean straight = cutCount == 0;
      if (position >= limit && (straight || !cutIsDue())) {
        return ended ? Progress.DONE : Progress.IDLE;
      }
      long most = Math.min(limit, position + MOST_AT_ONCE);
      boolean took =
          whole
              ? writeMessage(channel, limit)
              : straight ? writeRange(channel, most) : writeGathered(channel, most);
      if (!took) {
        return Progress.BLOCKED;
      }
    }
    return Progress.MORE;
  }

  /** Writes the tape up to the limit: the common case, without allocation. */
  private boolean writeRange(GatheringByteChannel channel, long limit)
      throws IOException, FellBehindException {
    long from = position;
    ByteBuffer view = place.borrow(from, limit);
    Chunk lender = place.chunk();
    if (limit > lender.end()) {
      lender.giveBack(view);
      return writeGathered(channel, limit); // the next chunk's bytes leave in the same write
    }
    try {
      int offered = view.remaining();
      int accepted = channel.write(view);
      position = from + accepted;
      count(accepted);
      return accepted == offered;
    } finally {
      lender.giveBack(view);
    }
  }

  /** For the puller, who alone changes the count. */
  private void count(long accepted) {
    if (accepted > 0) {
      long before = taken;
      taken = before + accepted;
    }
  }

  /** Writes stretches of the tape and bytes for this member alone, at once. */
  private boolean writeGathered(GatheringByteChannel channel, long limit)
      throws IOException, FellBehindException {
    Gather gather = tape == null ? new Gather() : tape.borrowGather();
    try {
      plan(gather, limit);
      long left = gather.offered();
      if (!gather.isEmpty()) {
        long accepted = gather.writeTo(channel);
        count(accepted);
        left -= accepted;
      }
      advance(gather);
      follow();
      return left == 0;
    } finally {
      gather.release();
      if (tape != null) {
        tape.giveBack(gather);
      }
    }
  }

  private synchronized void plan(Gather gather, long limit) throws FellBehindException {
    gather.start(place);
    long at = position;
    for (int next = 0; !gather.isFull(); ) {
      if (next < cuts.count() && cuts.from(next) <= at) {
        ByteBuffer bytes = cuts.bytes(next);
        if (bytes != null) {
          gather.add(bytes);
        }
        at = Math.max(at, cuts.to(next++));
        continue;
      }
      long stop = next < cuts.count() ? Math.min(limit, cuts.from(next)) : limit;
      if (at >= stop) {
        return;
      }
      at = gather.add(at, stop);
    }
  }

  /** Moves the position over what the buffers show to have been written, and cuts that are done. */
  private synchronized void advance(Gather gather) {
    dropFinishedCuts();
    for (int i = 0; i < gather.count(); i++) {
      if (gather.isTape(i)) {
        position = gather.position(i);
      }
      if (!gather.isWritten(i)) {
        break;
      }
      dropFinishedCuts();
    }
    recount();
  }

  private synchronized void dropFinishedCuts() {
    while (!cuts.isEmpty() && cuts.from(0) <= position) {
      ByteBuffer bytes = cuts.bytes(0);
      if (bytes != null && bytes.hasRemaining()) {
        return;
      }
      if (bytes != null) {
        privateBytes -= bytes.limit();
      }
      position = Math.max(position, cuts.to(0));
      cuts.removeFirst();
    }
  }

  private synchronized boolean cutIsDue() {
    return !cuts.isEmpty() && cuts.from(0) <= position;
  }

  private synchronized void recount() {
    cutCount = cuts.count();
    if (cuts.isEmpty() && cuts != Cuts.NONE && tape != null) {
      tape.giveBack(cuts);
      cuts = Cuts.NONE;
    }
  }

  /** Writes one message alone, or the rest of one. */
  private boolean writeMessage(GatheringByteChannel channel, long limit)
      throws IOException, FellBehindException {
    if (entryEnd == 0) {
      ByteBuffer bytes = privateMessage();
      if (bytes != null) {
        count(channel.write(bytes));
        boolean took = !bytes.hasRemaining();
        privateMessage();
        follow();
        return took;
      }
      follow();
      if (position >= limit) {
        return true;
      }
    }
    long from = position;
    ByteBuffer view = place.borrow(from);
    Chunk lender = place.chunk();
    try {
      return writeEntry(channel, view, from);
    } finally {
      lender.giveBack(view);
    }
  }

  private boolean writeEntry(GatheringByteChannel channel, ByteBuffer view, long from)
      throws IOException {
    long base = place.base();
    int offset = (int) (from - base);
    boolean fresh = entryEnd == 0;
    int start = fresh ? offset + Tape.HEADER : offset;
    long until = fresh ? from + Tape.HEADER + view.getInt(offset) : entryEnd;
    view.limit((int) (until - base)).position(start);
    int accepted = channel.write(view);
    count(accepted);
    boolean took = !view.hasRemaining();
    if (took || accepted > 0) {
      position = base + view.position();
      entryEnd = took ? 0 : until;
    }
    return took;
  }

  /** The bytes for this member alone whose turn it is, after stepping over cuts that are done. */
  private synchronized @Nullable ByteBuffer privateMessage() {
    dropFinishedCuts();
    recount();
    return !cuts.isEmpty() && cuts.from(0) <= position ? cuts.bytes(0) : null;
  }

  /** Leaves chunks that cuts reach over: they may be used again soon, as nothing there is owed. */
  private void follow() throws FellBehindException {
    if (attached) {
      place.moveTo(position);
    }
  }
}
