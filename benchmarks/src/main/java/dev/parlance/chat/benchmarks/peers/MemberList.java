package dev.parlance.chat.benchmarks.peers;

import java.util.ArrayList;
import java.util.List;

/** Members in no particular order, so that one may be removed at no cost. */
final class MemberList {

  private final List<NettyMember> members = new ArrayList<>();

  int add(NettyMember member) {
    member.place(members.size());
    members.add(member);
    return members.size();
  }

  int remove(NettyMember member) {
    NettyMember last = members.remove(members.size() - 1);
    if (last != member) {
      members.set(member.place(), last);
      last.place(member.place());
    }
    return members.size();
  }

  int size() {
    return members.size();
  }

  NettyMember at(int index) {
    return members.get(index);
  }
}
