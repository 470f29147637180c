package dev.parlance.chat.benchmarks.peers;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;

/** Who is in the room, and how a line gets to them. For the event loop alone. */
interface NettyRoom {

  /** Adds a member; returns how many there are then. */
  int join(NettyMember member);

  /** Removes a member, if it is one; returns how many are left. */
  int leave(NettyMember member);

  /** {@return where the next line of the author's is composed, up to its line feed} */
  ByteBuf compose(ChannelHandlerContext author);

  /** Hands what was composed to all members but the author, by the end of the turn. */
  void publish(NettyMember author);
}
