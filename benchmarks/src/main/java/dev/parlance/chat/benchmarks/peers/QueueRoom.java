package dev.parlance.chat.benchmarks.peers;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who is in the room of the {@link ThreadsServer}. */
final class QueueRoom {

  private final CopyOnWriteArrayList<QueueMember> members = new CopyOnWriteArrayList<>();
  private final boolean notices;

  QueueRoom(boolean notices) {
    this.notices = notices;
  }

  /** Joining and leaving are told in the order in which they happened. */
  synchronized void join(QueueMember member) throws InterruptedException {
    members.add(member);
    String online = member.name() + " (" + members.size() + " online)\n";
    member.send(bytes("* welcome " + online));
    if (notices) {
      say(member, bytes("+ " + online));
    }
  }

  synchronized void leave(QueueMember member) throws InterruptedException {
    if (members.remove(member) && notices) {
      say(member, bytes("- " + member.name() + " (" + members.size() + " online)\n"));
    }
  }

  /** Hands a line, encoded once, to all but the author; waits for whose queue is full. */
  void say(QueueMember author, byte[] line) throws InterruptedException {
    for (QueueMember member : members) {
      if (member != author) {
        member.send(line);
      }
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
