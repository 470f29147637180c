package dev.parlance.chat.benchmarks.peers;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayList;
import java.util.List;

/**
 * All lines that one turn of the event loop brings are composed in one buffer, which each member is
 * then given at once: one write and one flush a member and turn. Who has spoken in the turn is
 * given the pieces around its own lines.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the channel
final class BatchRoom implements NettyRoom {

  private static final int USUAL_ROUND = 16 << 10;

  /** A line of the round, and whose it is. */
  private record Own(NettyMember author, int from, int to) {}

  private final MemberList members = new MemberList();
  private final List<Own> own = new ArrayList<>();
  private ByteBuf round = Unpooled.EMPTY_BUFFER;
  private int lineStart;
  private long number;

  @Override
  public int join(NettyMember member) {
    // What is in the buffer was said before.
    flush();
    return members.add(member);
  }

  @Override
  public int leave(NettyMember member) {
    return members.remove(member);
  }

  @Override
  public ByteBuf compose(ChannelHandlerContext author) {
    if (!round.isReadable()) {
      round = author.alloc().directBuffer(USUAL_ROUND);
      author.executor().execute(this::flush); // after the reads of this turn
    }
    lineStart = round.writerIndex();
    return round;
  }

  @Override
  public void publish(NettyMember author) {
    author.spokeIn(number);
    own.add(new Own(author, lineStart, round.writerIndex()));
  }

  private void flush() {
    if (!round.isReadable()) {
      return;
    }
    for (int i = 0; i < members.size(); i++) {
      NettyMember member = members.at(i);
      ChannelHandlerContext context = member.context();
      if (member.spokeIn() == number) {
        writeOthers(member, context);
      } else {
        context.write(round.retainedDuplicate(), context.voidPromise());
      }
      context.flush();
    }
    round.release();
    round = Unpooled.EMPTY_BUFFER;
    own.clear();
    number++;
  }

  private void writeOthers(NettyMember member, ChannelHandlerContext context) {
    int from = 0;
    for (Own line : own) {
      if (line.author() == member) {
        write(context, from, line.from());
        from = line.to();
      }
    }
    write(context, from, round.writerIndex());
  }

  private void write(ChannelHandlerContext context, int from, int to) {
    if (from < to) {
      context.write(round.retainedSlice(from, to - from), context.voidPromise());
    }
  }
}
