package dev.parlance.chat.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All members of a run on one selector. */
final class Crowd implements Inbox.Presence, AutoCloseable {

  /** Connections that the server has not greeted yet, at most: less than any server's backlog. */
  private static final int AT_ONCE = 512;

  private final Selector selector = Selector.open();
  private final List<Member> members = new ArrayList<>();
  private final InetSocketAddress server;
  private final int talkerCount;
  private final boolean notices;
  private final Flaws flaws;
  private final Inbox inbox;
  private final @Nullable Security security;
  private int size;
  private int greeted;
  private int welcomed;
  private int complete;
  private int disconnected;

  Crowd(Job job, Tally tally, Flaws flaws, Inbox.Heard heard, Clock clock) throws IOException {
    this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), job.port());
    this.talkerCount = job.talkers();
    this.notices = job.notices();
    this.flaws = flaws;
    this.security = job.tls() ? new Security() : null;
    this.inbox = new Inbox(talkerCount, tally, flaws, heard, this, clock);
  }

  List<Member> members() {
    return members;
  }

  /** Says how many members there shall be; they connect during the next turns. */
  void grow(int to) {
    size = to;
    complete = 0;
  }

  /** {@return whether all are welcomed, and know of all others if they are told} */
  boolean isComplete() {
    return welcomed == size && (!notices || complete == size);
  }

  boolean hasLost() {
    return disconnected > 0;
  }

  int disconnected() {
    return disconnected;
  }

  /** Connects as many as may be under way at once. */
  void connect() throws IOException {
    while (members.size() < size && members.size() - greeted < AT_ONCE) {
      members.add(new Member(members.size(), talkerCount, server, selector, security));
    }
  }

  /** Reads all that has come, having waited for it at most so long; 0 does not wait. */
  void turn(long waitNanos) throws IOException {
    long millis = waitNanos / 1_000_000;
    if (millis > 0) {
      selector.select(this::serve, millis);
    } else {
      selector.selectNow(this::serve);
    }
  }

  private void serve(SelectionKey key) {
    Member member = (Member) key.attachment();
    try {
      if (key.isConnectable()) {
        member.introduce();
      }
      if (key.isReadable()) {
        member.sayName();
        if (!inbox.read(member)) {
          lose(member, "end of input");
        }
      }
      Talker talker = member.talker();
      if (!member.isGone() && key.isWritable() && talker != null) {
        talker.flush();
      }
    } catch (IOException failure) {
      lose(member, failure.toString());
    }
  }

  /** Notes that the server ended a connection. */
  void lose(Member member, String why) {
    if (!member.isGone()) {
      disconnected++;
      flaws.disconnected(member.index(), why);
      try {
        member.close();
      } catch (IOException already) {
        // It is gone, which is all that was wanted.
      }
    }
  }

  @Override
  public void greeted() {
    greeted++;
  }

  @Override
  public void welcomed(Member member, int online) {
    welcomed++;
    member.online(online);
    countComplete(online);
  }

  @Override
  public void joined(Member member, int online) {
    if (notices && online != member.online() + 1) {
      flaws.disorder(member.index(), member.online(), online);
    }
    member.online(online);
    countComplete(online);
  }

  private void countComplete(int online) {
    if (online == size) {
      complete++;
    }
  }

  @Override
  public void close() throws IOException {
    for (Member member : members) {
      member.close();
    }
    selector.close();
  }
}
