package dev.parlance.chat.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what the server sends to a member and checks it, without allocation: each message of each
 * talker once, in order, intact; of the other lines, those that may come.
 */
final class Inbox {

  /** Told of each message that is right. */
  interface Heard {

    /** A member has a message that was meant to be sent at {@code meant}. */
    void heard(Member receiver, int talker, long sequence, long meant, long now);
  }

  /** Told of joining. */
  interface Presence {

    /** The server asked for a name. */
    void greeted();

    /** The member was welcomed, and told how many members there are. */
    void welcomed(Member member, int online);

    /** The member was told that another has joined. */
    void joined(Member member, int online);
  }

  private static final int CAPACITY = 256 << 10;
  private static final int INCOMPLETE = -1;
  private static final String NAME = "* name?";
  private static final String WELCOME = "* welcome ";

  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(CAPACITY).order(ByteOrder.LITTLE_ENDIAN);
  private final List<Long> prefixList = new ArrayList<>();
  private final long[] prefixes;
  private final Tally tally;
  private final Flaws flaws;
  private final Heard heard;
  private final Presence presence;
  private final Clock clock;
  private long now;

  Inbox(int talkers, Tally tally, Flaws flaws, Heard heard, Presence presence, Clock clock) {
    for (int talker = 0; talker < talkers; talker++) {
      prefixList.add(Payload.prefix(talker));
    }
    prefixes = prefixList.stream().mapToLong(Long::longValue).toArray();
    this.tally = tally;
    this.flaws = flaws;
    this.heard = heard;
    this.presence = presence;
    this.clock = clock;
  }

  /** Reads all that has come; returns false when the server ended the connection. */
  boolean read(Member member) throws IOException {
    boolean full;
    do {
      buffer.clear();
      member.restore(buffer);
      int count = member.wire().read(buffer);
      if (count < 0) {
        return false;
      }
      tally.read(count);
      now = clock.now();
      int end = buffer.position();
      int at = lines(member, end);
      member.keep(buffer, at, end);
      full = end == CAPACITY;
    } while (full);
    return true;
  }

  private int lines(Member member, int end) {
    int at = 0;
    while (at < end) {
      int next = buffer.get(at) == 'm' ? message(member, at, end) : other(member, at, end);
      if (next == INCOMPLETE) {
        return at;
      }
      at = next;
    }
    return at;
  }

  private int message(Member member, int at, int end) {
    if (end - at < Payload.RECEIVED) {
      return INCOMPLETE;
    }
    long talker = Payload.talker(buffer, at);
    long sequence = Payload.sequence(buffer, at);
    long meant = Payload.time(buffer, at);
    if (talker < 0 || talker >= prefixes.length || sequence < 0 || meant < 0) {
      return corrupt(member, at, end);
    }
    int from = (int) talker;
    if (!Payload.isIntact(buffer, at, prefixes[from], from, sequence) || from == member.index()) {
      return corrupt(member, at, end);
    }
    long expected = member.expected(from);
    if (sequence == expected) {
      member.expects(from, sequence + 1);
      tally.delivered(meant, now);
      heard.heard(member, from, sequence, meant, now);
    } else {
      outOfOrder(member, from, expected, sequence);
    }
    return at + Payload.RECEIVED;
  }

  private void outOfOrder(Member member, int from, long expected, long sequence) {
    if (sequence < expected) {
      flaws.repeated(member.index(), from, expected, sequence);
    } else {
      flaws.skipped(member.index(), from, expected, sequence);
      member.expects(from, sequence + 1);
    }
  }

  private int corrupt(Member member, int at, int end) {
    int stop = lineFeed(at, end);
    if (stop < 0) {
      return INCOMPLETE;
    }
    flaws.corrupt(member.index(), buffer, at, stop);
    return stop + 1;
  }

  private int other(Member member, int at, int end) {
    int stop = lineFeed(at, end);
    if (stop < 0) {
      return INCOMPLETE;
    }
    switch (buffer.get(at)) {
      case '+' -> presence.joined(member, online(at, stop));
      case '*' -> notice(member, at, stop);
      case '-' -> {} // somebody of the workload before
      case '!' -> flaws.refused(member.index(), buffer, at, stop);
      default -> flaws.corrupt(member.index(), buffer, at, stop);
    }
    return stop + 1;
  }

  private void notice(Member member, int at, int stop) {
    if (startsWith(at, stop, WELCOME)) {
      presence.welcomed(member, online(at, stop));
    } else if (startsWith(at, stop, NAME)) {
      presence.greeted();
    }
  }

  private boolean startsWith(int at, int stop, String start) {
    for (int i = 0; i < start.length(); i++) {
      if (at + i == stop || buffer.get(at + i) != start.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Reads the number in {@code (42 online)} at the end of a line, or returns 0. */
  private int online(int at, int stop) {
    int number = 0;
    int scale = 1;
    for (int i = stop - " online)".length() - 1; i >= at && buffer.get(i) != '('; i--) {
      int digit = buffer.get(i) - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      number += digit * scale;
      scale *= 10;
    }
    return number;
  }

  private int lineFeed(int at, int end) {
    for (int i = at; i < end; i++) {
      if (buffer.get(i) == '\n') {
        return i;
      }
    }
    return -1;
  }
}
