package dev.parlance.chat.engine;

import dev.parlance.chat.dialect.Dialect;
import dev.parlance.chat.dialect.Framing;
import dev.parlance.chat.dialect.Wire;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * A room's log as one dialect shows it: each event's bytes, encoded once, in the order of the
 * sequence. Positions count bytes from the start of the room and never wrap.
 *
 * <p>Where message boundaries matter on the way out (unframed dialects, datagrams), each entry is
 * preceded by its length, which is not sent. Elsewhere entries lie side by side, so that whatever a
 * member has not read yet is one contiguous range. No entry lies in two chunks.
 *
 * <p>The last {@code window} bytes are retained, less up to a chunk. Appending is for the holder of
 * the room's lock; reading is for anybody, up to {@link #head}.
 */
final class Tape {

  /** The bytes that hold an entry's length. */
  static final int HEADER = Integer.BYTES;

  /** Large enough that a write rarely meets the end of one, small enough for an idle room. */
  private static final int CHUNK = 256 << 10;

  /** As many as there are members that talk at the same time, in a lively room. */
  private static final int SPARE_CUTS = 256;

  private final Dialect dialect;
  private final boolean whole;
  private final int window;
  private final Wire scratch = new Wire();
  private final ArrayDeque<Chunk> retained = new ArrayDeque<>();
  private final ArrayDeque<Long> bases = new ArrayDeque<>();
  private final ArrayDeque<Gather> gathers = new ArrayDeque<>();
  private final ArrayDeque<Cuts> cuts = new ArrayDeque<>();
  private final Probe probe = new Probe();
  private final Lull lull = new Lull();
  private @Nullable Chunk spare;
  private int members;

  /** The end of what has been published. */
  private volatile long head;

  /** The start of what is retained. */
  private volatile long tail;

  /** Up to where talkers may fill the tape before they wait for the room to catch up. */
  private volatile long gate;

  /** For the ledger: what is sent, and so without the lengths in between. */
  private long payload;

  private long entryPayload;

  /** Where the last entry began; its end is {@link #written}. */
  private long entry;

  private long written;

  Tape(Dialect dialect, int window) {
    this.dialect = dialect;
    this.whole = dialect.framing() != Framing.LINES;
    this.window = window;
    this.gate = window / 2;
  }

  Dialect dialect() {
    return dialect;
  }

  /** Whether each entry has to leave in a write of its own. */
  boolean whole() {
    return whole;
  }

  int window() {
    return window;
  }

  long head() {
    return head;
  }

  long tail() {
    return tail;
  }

  /** Whether the tape is full up to the gate. */
  boolean full() {
    return head >= gate;
  }

  /** Whether so much has been written that it is time to look where the members are. */
  boolean nearlyFull() {
    return head >= gate - window / 4;
  }

  /** Lets talkers fill the tape up to half a window beyond {@code pace}. */
  void openGate(long pace) {
    gate = pace + window / 2;
  }

  /** For the keeper alone. */
  Lull lull() {
    return lull;
  }

  /** For the keeper alone. */
  Probe probe() {
    return probe;
  }

  /** Puts a new member's cursor at the head. */
  void attach(Cursor cursor) {
    if (retained.isEmpty()) {
      lengthen(0);
    }
    members++;
    cursor.attach(head, last(), bases.getLast());
  }

  void detach() {
    members--;
  }

  /** How many members read this tape. */
  int members() {
    return members;
  }

  /** Whether anybody reads this tape; an event for nobody need not be encoded. */
  boolean inUse() {
    return members > 0;
  }

  /** The buffer in which the next entry is composed. */
  Wire compose() {
    scratch.clear();
    return scratch;
  }

  /** Appends what was composed; readers see it after {@link #publish}. */
  void append() {
    entry = written;
    entryPayload = 0;
    for (int message = 0; message < scratch.messages(); message++) {
      if (scratch.size(message) > 0) {
        append(message);
      }
    }
  }

  private void append(int message) {
    int size = scratch.size(message);
    int needed = whole ? HEADER + size : size;
    if (last().writable().remaining() < needed) {
      lengthen(needed);
    }
    ByteBuffer memory = last().writable();
    if (whole) {
      memory.putInt(size);
    }
    scratch.copyTo(memory, message);
    written += needed;
    entryPayload += size;
    payload += size;
  }

  /** How many bytes of messages were appended in all. For the holder of the room's lock. */
  long payload() {
    return payload;
  }

  /** How many of them by the last entry. */
  long entryPayload() {
    return entryPayload;
  }

  /** Where the entry appended last begins. */
  long entryStart() {
    return entry;
  }

  /** Where the entry appended last ends. */
  long entryEnd() {
    return written;
  }

  /** Lets readers see what was appended. */
  void publish() {
    head = written;
  }

  /** Lends a gathering write to a cursor; there are as many as there are threads that write. */
  Gather borrowGather() {
    synchronized (gathers) {
      Gather spareOne = gathers.pollLast();
      return spareOne != null ? spareOne : new Gather();
    }
  }

  void giveBack(Gather gather) {
    synchronized (gathers) {
      gathers.addLast(gather);
    }
  }

  /** Lends a cursor the means to differ from the tape, while it does. */
  Cuts borrowCuts() {
    synchronized (cuts) {
      Cuts spareOnes = cuts.pollLast();
      return spareOnes != null ? spareOnes : new Cuts();
    }
  }

  /** Takes back cuts that are empty. */
  void giveBack(Cuts empty) {
    synchronized (cuts) {
      if (cuts.size() < SPARE_CUTS && !empty.isGrown()) {
        cuts.addLast(empty);
      }
    }
  }

  /** How much memory the log takes. For the holder of the room's lock. */
  long memory() {
    long memory = spare == null ? 0 : CHUNK;
    for (Chunk chunk : retained) {
      memory += chunk.writable().capacity();
    }
    return memory;
  }

  private Chunk last() {
    return retained.getLast();
  }

  private void lengthen(int needed) {
    int capacity = Math.max(CHUNK, needed);
    while (written + capacity - tail > window && retained.size() > 1) {
      evictFirst();
    }
    Chunk chunk = capacity == CHUNK && spare != null ? spare : new Chunk(capacity);
    spare = null;
    chunk.begin(written);
    if (!retained.isEmpty()) {
      last().seal(written, chunk);
    }
    retained.addLast(chunk);
    bases.addLast(written);
  }

  private void evictFirst() {
    Chunk first = retained.removeFirst();
    bases.removeFirst();
    tail = bases.getFirst();
    if (first.retire() && first.writable().capacity() == CHUNK) {
      spare = first;
    }
  }
}
