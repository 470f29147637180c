package dev.parlance.chat.benchmarks.peers;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;

/**
 * Each line is encoded once, into pooled direct memory, and each member is given a retained
 * duplicate; all are flushed once for all that a turn of the event loop brought.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the channel
final class TunedRoom implements NettyRoom {

  private static final int USUAL_LINE = 128;

  private final MemberList members = new MemberList();
  private ByteBuf line = Unpooled.EMPTY_BUFFER;
  private boolean dirty;

  @Override
  public int join(NettyMember member) {
    return members.add(member);
  }

  @Override
  public int leave(NettyMember member) {
    return members.remove(member);
  }

  @Override
  public ByteBuf compose(ChannelHandlerContext author) {
    line = author.alloc().directBuffer(USUAL_LINE);
    return line;
  }

  @Override
  public void publish(NettyMember author) {
    for (int i = 0; i < members.size(); i++) {
      NettyMember member = members.at(i);
      if (member != author) {
        ChannelHandlerContext context = member.context();
        context.write(line.retainedDuplicate(), context.voidPromise());
      }
    }
    line.release();
    if (!dirty) {
      dirty = true;
      author.context().executor().execute(this::flush); // after the reads of this turn
    }
  }

  private void flush() {
    dirty = false;
    for (int i = 0; i < members.size(); i++) {
      members.at(i).context().flush();
    }
  }
}
