package dev.parlance.chat.benchmarks.peers;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A member on Netty's own terms: lines are found and copied as bytes, never made into strings. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the channel
final class NettyMember extends ByteToMessageDecoder {

  private final NettyRoom room;
  private final boolean notices;
  private byte @Nullable [] prefix;
  private @Nullable ChannelHandlerContext context;

  /** Where the member is in the room's list, and the round in which it spoke last. */
  private int place;

  private long spokeIn = -1;

  NettyMember(NettyRoom room, boolean notices) {
    this.room = room;
    this.notices = notices;
  }

  ChannelHandlerContext context() {
    if (context == null) {
      throw new IllegalStateException("not connected");
    }
    return context;
  }

  int place() {
    return place;
  }

  void place(int index) {
    place = index;
  }

  long spokeIn() {
    return spokeIn;
  }

  void spokeIn(long round) {
    spokeIn = round;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    this.context = context;
    context.writeAndFlush(ByteBufUtil.writeAscii(context.alloc(), "* name?\n"));
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    for (int length = in.bytesBefore((byte) '\n');
        length >= 0;
        length = in.bytesBefore((byte) '\n')) {
      line(context, in, length);
      in.skipBytes(1);
    }
  }

  private void line(ChannelHandlerContext context, ByteBuf in, int length) {
    if (prefix != null) {
      room.compose(context).writeBytes(prefix).writeBytes(in, length).writeByte('\n');
      room.publish(this);
      return;
    }
    String name = in.readCharSequence(length, StandardCharsets.UTF_8).toString();
    prefix = (name + ": ").getBytes(StandardCharsets.UTF_8);
    String online = name + " (" + room.join(this) + " online)\n";
    context.writeAndFlush(ByteBufUtil.writeUtf8(context.alloc(), "* welcome " + online));
    if (notices) {
      room.compose(context).writeCharSequence("+ " + online, StandardCharsets.UTF_8);
      room.publish(this);
    }
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext context) {
    if (prefix == null) {
      return;
    }
    int online = room.leave(this);
    if (notices) {
      String name = new String(prefix, 0, prefix.length - 2, StandardCharsets.UTF_8);
      String line = "- " + name + " (" + online + " online)\n";
      room.compose(context).writeCharSequence(line, StandardCharsets.UTF_8);
      room.publish(this);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
